import type { Block, Change, HistoryEntry } from '../api/types'
import { changedFacts } from './facts'
import type { Folded, Happened } from './fold'

/** What an entry of the trail says of what was changed and why. */
export type Telling = Pick<HistoryEntry, 'section' | 'indicator' | 'lineItem' | 'reason' | 'basis' | 'changes'>

/** In whose words an event says why. */
const REASON: Readonly<Record<string, (event: Record<string, any>) => unknown>> = {
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

const BLOCK = /^sections\/([^/]+)\/blocks\/(\d+)\/(text|kind)$/

/** Whether the event is of a kind that was known when this was written: of others nothing is compared. */
export function isKnown(name: string | null, revision: string | null): boolean {
  return name !== null && Object.prototype.hasOwnProperty.call(REASON, name) && revision === '1'
}

/** Whether the trail gives the reason and the basis in the words of the event, and names what it is about. */
export function isSameReason({ name, event }: Happened, after: Folded | null, told: Telling): boolean {
  return (
    told.reason === (REASON[name]!(event) ?? null) &&
    told.basis === (name === 'revision-requested' ? event.basis : null) &&
    told.indicator === (event.indicator ?? null) &&
    told.lineItem === (event.lineItem ?? null) &&
    (after === null ? event.section === undefined || told.section === event.section : told.section === sectionOf(event, after))
  )
}

/** What the section is that an event is about; a target or a figure is in one. */
function sectionOf(event: Record<string, any>, { indicators, lineItems }: Folded): string | null {
  return (
    event.section ??
    indicators.find(({ key }) => key === event.indicator)?.section ??
    lineItems.find(({ key }) => key === event.lineItem)?.section ??
    null
  )
}

/** Whether the trail shows just what an event changed: all of it, nothing else, each with what was there before and after. */
export function isSameChange(before: Folded | null, after: Folded, told: readonly Change[]): boolean {
  const expected = changedFacts(before, after)
  const facts = told.filter(({ path }) => !BLOCK.test(path))
  return (
    facts.length === expected.size &&
    new Set(told.map(({ path, after: is }) => `${path} ${is === null && BLOCK.test(path)}`)).size === told.length &&
    facts.every(({ path, before: was, after: is }) => {
      const fact = expected.get(path)
      return fact !== undefined && fact.before === was && fact.after === is
    }) &&
    told.every(isSameWording) &&
    isSameText(before, after, told.filter(({ path }) => BLOCK.test(path)))
  )
}

/** What is shown word by word are the words of before and after. */
function isSameWording({ before, after, wording }: Change): boolean {
  const words = (without: 'ADDED' | 'REMOVED'): string => (wording ?? []).flatMap(({ kind, text }) => (kind === without ? [] : text)).join('')
  return !wording || (words('ADDED') === before && words('REMOVED') === after)
}

/**
 * Whether the paragraphs told are those that came and went. One that came stands where it is told to; where several could be told to have
 * moved, any telling that comes to the new text will do.
 */
function isSameText(before: Folded | null, after: Folded, told: readonly Change[]): boolean {
  const moved = new Map<string, Change[]>()
  for (const change of told) {
    const key = BLOCK.exec(change.path)![1]!
    moved.set(key, [...(moved.get(key) ?? []), change])
  }
  return (
    after.sections.every((section, i) => {
      const then = before?.sections[i]?.blocks ?? []
      const changes = moved.get(section.key) ?? []
      return (section.blocks === then && changes.length === 0) || isSameParagraphs(then, section.blocks, changes)
    }) && [...moved.keys()].every((key) => after.sections.some((section) => section.key === key))
  )
}

function isSameParagraphs(then: readonly Block[], now: readonly Block[], told: readonly Change[]): boolean {
  const places = told.every(({ path, before, after }) => {
    const [, , place, part] = BLOCK.exec(path)!
    // what came is told by its place in the new text, what went by its place in the old one
    const block = (after === null ? then : now)[Number(place)]
    const isThere = block !== undefined && block[part as 'text' | 'kind'] === (after ?? before)
    return isThere && (part === 'text' || (before !== after && then.some(({ kind }) => kind === before)))
  })
  const texts = told.filter(({ path }) => path.endsWith('/text'))
  // wherever each of them stood: what was there, without what is told to be gone, with what is told to have come
  const left = without(then.map(({ text }) => text), texts.flatMap(({ before }) => before ?? []))
  return places && left !== null && isSameBag([...left, ...texts.flatMap(({ after }) => after ?? [])], now.map(({ text }) => text))
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
