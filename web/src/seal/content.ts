import type { Change, HistoryEntry } from '../api/types'

/** What an entry of the trail says of what was changed and why. */
export type Telling = Pick<HistoryEntry, 'section' | 'indicator' | 'lineItem' | 'reason' | 'basis' | 'changes'>

type Payload = Record<string, any>
type Figures = Map<string, string | null>

/** In whose words an event says why. */
const REASON: Readonly<Record<string, (event: Payload) => unknown>> = {
  'report-opened': () => null,
  'report-forwarded': ({ opinion }) => opinion,
  'report-finalized': ({ opinion }) => opinion,
  'section-edited': () => null,
  'section-submitted': ({ note }) => note,
  'section-withdrawn': ({ reason }) => reason,
  'section-approved': ({ opinion }) => opinion,
  'section-returned': ({ reason }) => reason,
  'return-item-replied': ({ text }) => text,
  'section-review-restarted': () => null,
  'actual-submitted': ({ reason, explanation }) => reason ?? explanation,
  'actual-corrected': ({ reason }) => reason,
  'revision-requested': ({ reason }) => reason,
  'revision-approved': ({ reason }) => reason,
  'revision-rejected': ({ reason }) => reason,
  'revision-withdrawn': ({ reason }) => reason,
  'expenditure-recorded': ({ reason }) => reason,
}

const TARGET = ['operator', 'value', 'unit', 'text']
const LINE = ['section', 'name', 'parent', 'relation', 'unit', 'initialBudget', 'adjustedBudget', 'executed', 'statedRate']
const SETTLED: Readonly<Record<string, string>> = {
  'revision-approved': 'APPROVED',
  'revision-rejected': 'REJECTED',
  'revision-withdrawn': 'WITHDRAWN',
}

/** What is told by figures, and what a trail shows of the same. */
const FIGURE = /^(indicators|lineItems)\/[^/]+\/(section|category|name|explanation|parent|relation|unit|initialBudget|adjustedBudget|executed|statedRate|((originalTarget|target|actual|revisions\/[^/]+\/target)\/[^/]+)|(revisions\/[^/]+\/(status|reason|basis|settledReason)))$/
const TEXT = /^sections\/([^/]+)\/blocks\/\d+\/text$/
const SAID = /^sections\/([^/]+)\/opinions\/\d+\/(opinion|digest|returnedTo)$/
const WANTED = /^sections\/([^/]+)\/returnItems\/(\d+)\/(ref|comment|reply\/text)$/

/** Whether the event is of a kind that was known when this was written: of others nothing is compared. */
export function isKnown(name: string): boolean {
  return name in REASON
}

/** Whether the trail gives the reason and the basis in the words of the event, and names what it is about. */
export function isSameReason(name: string, event: Payload, told: Telling): boolean {
  return (
    told.reason === (REASON[name]!(event) ?? null) &&
    told.basis === (name === 'revision-requested' ? event.basis : null) &&
    told.indicator === (event.indicator ?? null) &&
    told.lineItem === (event.lineItem ?? null) &&
    (event.section === undefined || told.section === event.section)
  )
}

/**
 * Text, figures and money as the sealed events make them, one after the other, so that what a trail shows as changed can be
 * compared with it, and what it leaves out is found. Where a section stands is not followed: that takes the rules.
 */
export class Content {
  private readonly figures: Figures = new Map()
  private readonly texts = new Map<string, string[]>()

  /** Takes the next event in; says whether the trail shows just what it changed. */
  takes(name: string, event: Payload, changes: readonly Change[]): boolean {
    const set = this.set(name, event)
    const expected = new Map(
      [...set].filter(([path, value]) => (this.figures.get(path) ?? null) !== value).map(([path, value]) => [path, { before: this.figures.get(path) ?? null, after: value }]),
    )
    set.forEach((value, path) => this.figures.set(path, value))
    const shown = changes.filter(({ path }) => FIGURE.test(path))
    const sameFigures =
      shown.length === expected.size &&
      shown.every(({ path, before, after }) => {
        const is = expected.get(path)
        return is !== undefined && is.before === before && is.after === after
      })
    // both have to be taken in, whatever the first of them finds
    const sameTexts = this.takesTexts(name, event, changes)
    return sameFigures && sameTexts && saysTheSame(name, event, changes)
  }

  private takesTexts(name: string, event: Payload, changes: readonly Change[]): boolean {
    const written = new Map<string, string[]>(
      name === 'report-opened'
        ? event.document.sections.map((each: Payload) => [each.key, textsOf(each.blocks)])
        : name === 'section-edited'
          ? [[event.section, textsOf(event.blocks)]]
          : [],
    )
    const shown = changes.filter(({ path }) => TEXT.test(path))
    let same = shown.every(({ path }) => written.has(TEXT.exec(path)![1]!))
    for (const [section, now] of written) {
      const moved = shown.filter(({ path }) => TEXT.exec(path)![1] === section)
      // wherever each of them stands: what was there, without what is told to be gone, with what is told to have come
      const left = without(this.texts.get(section) ?? [], moved.flatMap(({ before }) => before ?? []))
      same &&= left !== null && isSameBag([...left, ...moved.flatMap(({ after }) => after ?? [])], now)
      this.texts.set(section, now)
    }
    return same
  }

  /** Which figures the event says, by the paths of a trail. */
  private set(name: string, event: Payload): Figures {
    const set: Figures = new Map()
    const indicator = `indicators/${event.indicator}/`
    const revision = `${indicator}revisions/${event.revisionId}/`
    switch (name) {
      case 'report-opened':
        for (const each of event.document.indicators) {
          const path = `indicators/${each.key}/`
          ;['section', 'category', 'name'].forEach((part) => set.set(path + part, each[part] ?? null))
          target(set, `${path}originalTarget/`, each.target)
          target(set, `${path}target/`, each.target)
          actual(set, path, each.actual)
        }
        for (const each of event.document.lineItems) {
          LINE.forEach((part) => set.set(`lineItems/${each.key}/${part}`, each[part] ?? null))
        }
        break
      case 'actual-submitted':
      case 'actual-corrected':
        actual(set, indicator, event.actual)
        set.set(`${indicator}explanation`, event.explanation ?? null)
        break
      case 'revision-requested':
        set.set(`${revision}status`, 'OPEN')
        set.set(`${revision}reason`, event.reason)
        set.set(`${revision}basis`, event.basis)
        target(set, `${revision}target/`, event.target)
        break
      case 'revision-approved':
      case 'revision-rejected':
      case 'revision-withdrawn':
        if (name === 'revision-approved') {
          TARGET.forEach((part) => set.set(`${indicator}target/${part}`, this.figures.get(`${revision}target/${part}`) ?? null))
        }
        set.set(`${revision}status`, SETTLED[name]!)
        set.set(`${revision}settledReason`, event.reason ?? null)
        break
      case 'expenditure-recorded':
        ;['initialBudget', 'adjustedBudget', 'executed'].forEach((part) => set.set(`lineItems/${event.lineItem}/${part}`, event[part] ?? null))
        break
    }
    return set
  }
}

/** What an approval or a return said, and what it wanted put right. */
function saysTheSame(name: string, event: Payload, changes: readonly Change[]): boolean {
  const decides = name === 'section-approved' || name === 'section-returned'
  const said: Payload = { opinion: event.opinion ?? event.reason ?? null, digest: event.digest, returnedTo: event.to ?? null }
  return changes.every(({ path, after }) => {
    const opinion = SAID.exec(path)
    if (opinion !== null) {
      return decides && opinion[1] === event.section && after === said[opinion[2]!]
    }
    const item = WANTED.exec(path)
    if (item === null || after === null) {
      return true
    }
    const [, section, place, part] = item
    return (
      section === event.section &&
      (part === 'reply/text'
        ? name === 'return-item-replied' && event.item === Number(place) && event.text === after
        : name === 'section-returned' && event.items[Number(place)]?.[part!] === after)
    )
  })
}

function textsOf(blocks: readonly { text: string }[]): string[] {
  return blocks.map(({ text }) => text)
}

function target(set: Figures, path: string, given: Payload | null | undefined): void {
  TARGET.forEach((part) => set.set(path + part, given?.[part] ?? null))
}

function actual(set: Figures, path: string, given: Payload | null | undefined): void {
  set.set(`${path}actual/value`, given?.value ?? null)
  set.set(`${path}actual/unit`, given?.unit ?? null)
}

/** Null where something to be taken away is not there. */
function without(all: readonly string[], gone: readonly string[]): string[] | null {
  const left = [...all]
  for (const each of gone) {
    const at = left.indexOf(each)
    if (at < 0) {
      return null
    }
    left.splice(at, 1)
  }
  return left
}

function isSameBag(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && without(one, other)?.length === 0
}
