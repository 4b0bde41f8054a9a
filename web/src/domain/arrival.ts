import type { HistoryEntry } from '../api/types'
import { last } from './last'

/** What brings a section, or the whole report, before whoever is to decide next. */
const ARRIVALS: ReadonlySet<string> = new Set([
  'section-submitted',
  'section-approved',
  'section-returned',
  'section-review-restarted',
  'report-forwarded',
])

/** When what was decided on had come to whoever decided; undefined where the trail does not tell. */
export function arrival(
  decision: { version: number; section: string | null; indicator: string | null },
  trail: readonly Pick<HistoryEntry, 'version' | 'type' | 'at' | 'section' | 'indicator'>[],
): string | undefined {
  const before = trail.filter((entry) => {
    if (entry.version >= decision.version) {
      return false
    }
    return decision.indicator === null
      ? ARRIVALS.has(entry.type) && (entry.section === null || decision.section === null || entry.section === decision.section)
      : entry.type === 'revision-requested' && entry.indicator === decision.indicator
  })
  return last(before)?.at
}
