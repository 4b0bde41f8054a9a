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
