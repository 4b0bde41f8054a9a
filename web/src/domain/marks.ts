import type { HistoryEntry } from '../api/types'

/** What an event looks like on the line of a report's life: few enough to be told apart at a glance. */
export const MARKS = ['written', 'submitted', 'approved', 'returned', 'revision', 'forwarded'] as const

export type Mark = (typeof MARKS)[number]

const OF: Readonly<Record<string, Mark>> = {
  'section-submitted': 'submitted',
  'section-withdrawn': 'submitted',
  'section-approved': 'approved',
  'section-returned': 'returned',
  'section-review-restarted': 'revision',
  'revision-requested': 'revision',
  'revision-approved': 'revision',
  'revision-rejected': 'revision',
  'revision-withdrawn': 'revision',
  'report-forwarded': 'forwarded',
  'report-finalized': 'forwarded',
}

/** Whatever is not decided or moved on was written. */
export function markOf(type: string): Mark {
  return OF[type] ?? 'written'
}

/** The marks that the report has, in the order of the legend, with where they stand. */
export function marksOf(entries: readonly HistoryEntry[]): { mark: Mark; versions: number[] }[] {
  return MARKS.map((mark) => ({
    mark,
    versions: entries.filter(({ type }) => markOf(type) === mark).map(({ version }) => version),
  })).filter(({ versions }) => versions.length > 0)
}

/** The next of them after a version, and from the last the first again. */
export function nextOf(versions: readonly number[], at: number): number {
  return versions.find((version) => version > at) ?? versions[0]!
}
