import type { Intent } from '../api/intent'

/** A column that people type into. */
export interface EntryColumn {
  key: string
  label: string
  figure?: boolean
  wide?: boolean
  /** Goes with a change of the row and is none itself: a reason. */
  aside?: boolean
  needed?: (row: EntryRow) => boolean
}

/** A row as it was when the sheet was opened. */
export interface EntryRow {
  key: string
  name: string
  note: string
  depth: number
  values: Record<string, string>
}

/** A row as it is being filled in: what is typed, what was kept last, and how saving it goes. */
export interface Line {
  row: EntryRow
  values: Record<string, string>
  kept: Record<string, string>
  intent: Intent | null
  state: 'open' | 'doing' | 'saved' | 'failed'
  said: string
}

export function isChanged(line: Line, columns: readonly EntryColumn[]): boolean {
  return columns.some(({ key, aside }) => !aside && line.values[key] !== line.kept[key])
}
