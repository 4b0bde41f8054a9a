import type { HistoryEntry } from '../api/types'
import { last } from './last'

/** A row of a sheet, by column, as it is typed. */
export type Values = Readonly<Record<string, string>>

/** A cell that two people gave different values, and what the other one gave it. */
export interface Disputed {
  column: string
  theirs: string
}

/** Two people changed one row: a cell that only one of them changed is taken as it is; what is disputed stays mine for now. */
export function met(
  base: Values,
  mine: Values,
  theirs: Values,
): { values: Record<string, string>; joined: string[]; disputed: Disputed[] } {
  const values: Record<string, string> = { ...mine }
  const joined: string[] = []
  const disputed: Disputed[] = []
  for (const column of Object.keys(mine)) {
    const [was, one, other] = [base[column] ?? '', mine[column]!, theirs[column] ?? '']
    if (one === was || one.trim() === other) {
      values[column] = other
      if (one === was && other !== was) {
        joined.push(column)
      }
    } else if (other !== was) {
      disputed.push({ column, theirs: other })
    }
  }
  return { values, joined, disputed }
}

/** Who gave a place of the report what stands there, as far as these events tell. */
export function whoChanged(events: readonly HistoryEntry[], path: string): string | null {
  return last(events.filter(({ changes }) => changes.some((change) => change.path === path)))?.actor.name ?? null
}
