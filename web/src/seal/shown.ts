import type { Report } from '../api/types'
import { contentDigest, contentIn } from './digest'
import { viewOf, type Folded } from './fold'
import { isSameMoment } from './moments'

/** One value of a report that is shown otherwise than it was sealed; null where there is none. */
export interface Difference {
  /** Where it is: names of members, keys, and places from 0. */
  at: readonly string[]
  sealed: string | null
  shown: string | null
}

/** A decision of the sealed events, and the digest of what it was taken on. */
export interface Named {
  version: number
  name: string
  section: string
  digest: string
}

/** What was found of one section. */
export interface SectionFound {
  key: string
  /** The digest of what the sealed events make of it. */
  sealed: string
  /** The digest computed from what is shown; null where the section is not shown. */
  shown: string | null
  /** The digest that is shown beside it. */
  told: string | null
  /** The last decision, where it was taken on the sealed content as it is; null where none was since that came to be. */
  decided: Named | null
}

/** A report as it is shown, held against the sealed events up to its version. */
export interface Compared {
  version: number
  sealed: Report
  sections: readonly SectionFound[]
  differences: readonly Difference[]
}

const MOMENTS = new Set(['at', 'since', 'requestedAt', 'settledAt'])
/** By what the members of a list are told apart; others are by their place. */
const KEYS = ['key', 'revisionId'] as const

export function compared(folded: Folded, shown: Report, decisions: readonly Named[]): Compared {
  const sealed = viewOf(folded)
  const sections = sealed.sections.map((section): SectionFound => {
    const there = shown.sections.find(({ key }) => key === section.key)
    const last = decisions.filter((each) => each.section === section.key).pop()
    return {
      key: section.key,
      sealed: section.digest,
      shown: there === undefined ? null : contentDigest(contentIn(shown, there)),
      told: there?.digest ?? null,
      decided: last?.digest === section.digest ? last : null,
    }
  })
  return { version: sealed.version, sealed, sections, differences: differences(sealed, shown) }
}

/** Whether every digest and every value is the sealed one. */
export function isAsSealed({ sections, differences: found }: Compared): boolean {
  return found.length === 0 && sections.every(({ sealed, shown, told }) => sealed === shown && sealed === told)
}

/** Every value of the first that is another in the second; what only the second has, a screen does not show. */
export function differences(sealed: unknown, shown: unknown, at: readonly string[] = []): Difference[] {
  if (Array.isArray(sealed) && Array.isArray(shown)) {
    const by = KEYS.find((key) => [...sealed, ...shown].every((each) => typeof each?.[key] === 'string'))
    return by === undefined ? byPlace(sealed, shown, at) : byKey(sealed, shown, by, at)
  }
  if (isObject(sealed) && isObject(shown)) {
    return Object.keys(sealed).flatMap((name) => differences(sealed[name], shown[name], [...at, name]))
  }
  const isSame = sealed === shown || (sealed === null && shown === undefined) || (MOMENTS.has(at[at.length - 1] ?? '') && isSameMoment(sealed, shown))
  return isSame ? [] : [{ at, sealed: text(sealed), shown: text(shown) }]
}

function byPlace(sealed: readonly unknown[], shown: readonly unknown[], at: readonly string[]): Difference[] {
  const most = Math.max(sealed.length, shown.length)
  return Array.from({ length: most }, (_, i) => differences(sealed[i] ?? null, shown[i] ?? null, [...at, String(i)])).flat()
}

function byKey(sealed: readonly any[], shown: readonly any[], by: string, at: readonly string[]): Difference[] {
  const keys = (members: readonly any[]): string[] => members.map((each) => each[by])
  const all = [...new Set([...keys(sealed), ...keys(shown)])]
  const found = all.flatMap((key) => {
    const one = (members: readonly any[]): unknown => members.find((each) => each[by] === key) ?? null
    return differences(one(sealed), one(shown), [...at, key])
  })
  // the same members, which may stand in another order or twice
  const isInOrder = keys(sealed).join('\n') === keys(shown).join('\n')
  return found.length === 0 && !isInOrder ? [{ at: [...at, 'order'], sealed: keys(sealed).join('、'), shown: keys(shown).join('、') }] : found
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value in one line: all the words in it where it has parts. */
function text(value: unknown): string | null {
  if (value === null || value === undefined) {
    return null
  }
  if (typeof value !== 'object') {
    return String(value)
  }
  const words = Object.values(value).flatMap((part) => text(part) ?? [])
  return words.length === 0 ? '{}' : words.join('　')
}
