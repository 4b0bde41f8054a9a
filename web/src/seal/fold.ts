import type { Actor, Block, DeskKey, Indicator, LineItem, Opinion, Report, Revision, Role, Section, Stage } from '../api/types'
import { attainmentOf, executionRateOf } from './derived'
import { contentDigest, contentIn } from './digest'

/*
 * The report as the sealed events make it, one after the other, as `Report.evolve` of the workflow does. Nothing is decided here: whether an
 * event might happen is the verifier's question. The way of a report is the one in its opening.
 */

type Payload = Record<string, any>

/** An event with who did it and when. */
export interface Happened {
  name: string
  event: Payload
  by: Actor
  at: string
}

interface Desk {
  key: DeskKey
  steps: readonly Role[]
}

export type FoldedSection = Omit<Section, 'digest'>
export type FoldedIndicator = Omit<Indicator, 'attainment'>
export type FoldedLine = Omit<LineItem, 'executionRate'>

/** A report without what is computed from it. A member that did not change is the same object before and after. */
export interface Folded extends Omit<Report, 'sections' | 'indicators' | 'lineItems'> {
  readonly route: readonly Desk[]
  readonly sections: readonly FoldedSection[]
  readonly indicators: readonly FoldedIndicator[]
  readonly lineItems: readonly FoldedLine[]
}

type Place = Pick<Section, 'state' | 'desk' | 'step'>

const SETTLED: Readonly<Record<string, Revision['status']>> = {
  'revision-approved': 'APPROVED',
  'revision-rejected': 'REJECTED',
  'revision-withdrawn': 'WITHDRAWN',
}

/** The report as a screen should show it. */
export function viewOf({ route: _, ...report }: Folded): Report {
  return {
    ...report,
    sections: report.sections.map((section) => ({ ...section, digest: digestIn(report, section) })),
    indicators: report.indicators.map((each) => ({ ...each, attainment: attainmentOf(each.target, each.actual) })),
    lineItems: report.lineItems.map((each) => ({ ...each, executionRate: executionRateOf(each) })),
  }
}

/** The digest that a decision on the section has to name. */
export function digestIn(report: Pick<Folded, 'indicators' | 'lineItems'>, section: Pick<FoldedSection, 'key' | 'blocks'>): string {
  return contentDigest(contentIn(report as Pick<Report, 'indicators' | 'lineItems'>, section))
}

/** What an event makes of the report. A type error where it fits no such report. */
export function evolved(before: Folded | null, reportId: string, { name, event, by, at }: Happened): Folded {
  if (name === 'report-opened') {
    if (before !== null) {
      throw new TypeError('a report is opened once')
    }
    return opened(reportId, event, by, at)
  }
  if (before === null) {
    throw new TypeError('a history begins with the opening of its report')
  }
  const report: Folded = { ...before, version: before.version + 1 }
  switch (name) {
    case 'report-forwarded':
      return moved(report, event.to, firstStep(deskOf(report, event.to)), at)
    case 'report-finalized':
      return moved(report, 'FINAL', { state: 'CLEARED', desk: null, step: null }, at)
    case 'section-edited':
      return inSection(report, event.section, () => ({ blocks: event.blocks as readonly Block[], revision: event.revision, drafter: by }))
    case 'section-submitted':
      return inSection(report, event.section, () => ({ ...firstStep(report.route[0]!), since: at }))
    case 'section-withdrawn':
      return inSection(report, event.section, ({ returnItems }) => ({ state: returnItems.length === 0 ? 'DRAFT' : 'RETURNED', desk: null, step: null, since: at }))
    case 'section-approved':
      return inSection(report, event.section, ({ opinions }) => ({
        opinions: [...opinions, opinion(event, 'APPROVED', by, at)],
        ...after(report, event.desk, event.step),
        since: at,
      }))
    case 'section-returned':
      return inSection(report, event.section, (section) => sentBack(report, section, opinion(event, 'RETURNED', by, at)))
    case 'section-review-restarted':
      return inSection(report, event.section, ({ round }) => ({ round: round + 1, ...firstStep(deskOf(report, event.desk)), since: at }))
    case 'return-item-replied':
      return inSection(report, event.section, (section) => replied(section, event.item, { text: event.text, by, at }))
    case 'actual-submitted':
    case 'actual-corrected':
      return contributed(inIndicator(report, event.indicator, () => ({ actual: event.actual, explanation: event.explanation ?? null })), event.indicator, by)
    case 'revision-requested':
      return contributed(inIndicator(report, event.indicator, ({ revisions }) => ({ revisions: [...revisions, requested(event, by, at)] })), event.indicator, by)
    case 'revision-approved':
    case 'revision-rejected':
    case 'revision-withdrawn':
      return inIndicator(report, event.indicator, (indicator) => settled(indicator, event, SETTLED[name]!, by, at))
    case 'expenditure-recorded':
      return recorded(report, event, by)
    default:
      throw new TypeError(`no such event: ${name}`)
  }
}

function opened(reportId: string, { document, route }: Payload, by: Actor, at: string): Folded {
  return {
    reportId,
    version: 1,
    departmentId: document.departmentId,
    fiscalYear: document.fiscalYear,
    type: document.type,
    title: document.title,
    stage: route.desks[0].key,
    route: route.desks,
    sections: document.sections.map((each: Payload): FoldedSection => ({
      key: each.key,
      printedNumber: each.printedNumber ?? null,
      title: each.title,
      chapter: each.chapter ?? null,
      blocks: each.blocks,
      state: 'DRAFT',
      desk: null,
      step: null,
      round: 1,
      revision: 1,
      drafter: by,
      since: at,
      opinions: [],
      returnItems: [],
    })),
    indicators: document.indicators.map((each: Payload): FoldedIndicator => ({
      key: each.key,
      section: each.section,
      category: each.category ?? null,
      name: each.name,
      originalTarget: each.target ?? null,
      target: each.target ?? null,
      actual: each.actual ?? null,
      explanation: null,
      revisions: [],
    })),
    lineItems: document.lineItems.map((each: Payload): FoldedLine => ({
      key: each.key,
      section: each.section,
      name: each.name,
      parent: each.parent ?? null,
      relation: each.relation ?? null,
      unit: each.unit ?? null,
      initialBudget: each.initialBudget ?? null,
      adjustedBudget: each.adjustedBudget ?? null,
      executed: each.executed ?? null,
      statedRate: each.statedRate ?? null,
    })),
  }
}

/** The member of that key with something else; a type error where there is none. */
function withMember<T extends { readonly key: string }>(all: readonly T[], key: string, change: (member: T) => Partial<T>): readonly T[] {
  const place = all.findIndex((each) => each.key === key)
  if (place < 0) {
    throw new TypeError(`no member ${key}`)
  }
  const changed = [...all]
  changed[place] = { ...all[place]!, ...change(all[place]!) }
  return changed
}

function inSection(report: Folded, key: string, change: (section: FoldedSection) => Partial<FoldedSection>): Folded {
  return { ...report, sections: withMember(report.sections, key, change) }
}

function inIndicator(report: Folded, key: string, change: (indicator: FoldedIndicator) => Partial<FoldedIndicator>): Folded {
  return { ...report, indicators: withMember(report.indicators, key, change) }
}

/** Whoever gave a figure is the last who contributed to its section. */
function contributed(report: Folded, indicator: string, by: Actor): Folded {
  return inSection(report, report.indicators.find(({ key }) => key === indicator)!.section, () => ({ drafter: by }))
}

function recorded(report: Folded, event: Payload, by: Actor): Folded {
  const { initialBudget = null, adjustedBudget = null, executed = null } = event
  const lineItems = withMember(report.lineItems, event.lineItem, () => ({ initialBudget, adjustedBudget, executed }))
  return inSection({ ...report, lineItems }, lineItems.find(({ key }) => key === event.lineItem)!.section, () => ({ drafter: by }))
}

function moved(report: Folded, stage: Stage, place: Place, at: string): Folded {
  return { ...report, stage, sections: report.sections.map((section) => ({ ...section, ...place, since: at })) }
}

function deskOf({ route }: Folded, key: string): Desk {
  const found = route.find((desk) => desk.key === key)
  if (found === undefined) {
    throw new TypeError(`no desk ${key}`)
  }
  return found
}

function firstStep({ key, steps }: Desk): Place {
  return { state: 'IN_REVIEW', desk: key, step: steps[0]! }
}

/** The next step; past the desk's last one the section waits, or goes on to where the report is. */
function after(report: Folded, key: string, step: Role): Place {
  const desk = deskOf(report, key)
  const next = desk.steps[desk.steps.indexOf(step) + 1]
  if (next !== undefined) {
    return { state: 'IN_REVIEW', desk: desk.key, step: next }
  }
  return desk.key === report.stage
    ? { state: 'APPROVED', desk: desk.key, step: null }
    : firstStep(report.route[report.route.indexOf(desk) + 1]!)
}

function opinion(event: Payload, verdict: Opinion['verdict'], by: Actor, at: string): Opinion {
  return {
    verdict,
    desk: event.desk,
    step: event.step,
    round: event.round,
    digest: event.digest,
    opinion: event.opinion ?? event.reason ?? null,
    returnedTo: event.to ?? null,
    items: (event.items ?? []).map(({ ref, comment }: Payload) => ({ ref, comment, reply: null })),
    by,
    at,
  }
}

function sentBack(report: Folded, { opinions, round }: FoldedSection, last: Opinion): Partial<FoldedSection> {
  const place: Place =
    last.returnedTo === 'DRAFTER' ? { state: 'RETURNED', desk: null, step: null } : firstStep(deskOf(report, last.returnedTo ?? ''))
  return { opinions: [...opinions, last], returnItems: last.items, round: round + 1, ...place, since: last.at }
}

/** A reply stands beside the item wherever that is shown: under the last return, and among what is to be put right. */
function replied({ opinions }: FoldedSection, item: number, reply: NonNullable<Opinion['items'][number]['reply']>): Partial<FoldedSection> {
  const last = opinions.map(({ verdict }) => verdict).lastIndexOf('RETURNED')
  const items = opinions[last]!.items.map((each, i) => (i === item ? { ...each, reply } : each))
  return { returnItems: items, opinions: opinions.map((each, i) => (i === last ? { ...each, items } : each)) }
}

function requested(event: Payload, by: Actor, at: string): Revision {
  const { revisionId, target, reason, basis } = event
  return { revisionId, target, reason, basis, status: 'OPEN', requestedBy: by, requestedAt: at, settledBy: null, settledAt: null, settledReason: null }
}

function settled({ revisions, target }: FoldedIndicator, event: Payload, status: Revision['status'], by: Actor, at: string): Partial<FoldedIndicator> {
  const asked = revisions.find(({ revisionId }) => revisionId === event.revisionId)
  if (asked === undefined) {
    throw new TypeError(`no request ${event.revisionId}`)
  }
  const now: Revision = { ...asked, status, settledBy: by, settledAt: at, settledReason: event.reason ?? null }
  return {
    revisions: revisions.map((each) => (each === asked ? now : each)),
    target: status === 'APPROVED' ? asked.target : target,
  }
}
