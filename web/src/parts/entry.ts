import { given } from '../api/commands'
import type { Intent } from '../api/intent'
import { met, type Disputed, type Values } from '../domain/rows'

/** A column that people type into. */
export interface EntryColumn {
  key: string
  label: string
  /** Where the trail tells of it, under its row's path. */
  path: string
  figure?: boolean
  wide?: boolean
  /** Goes with a change of the row and is none itself: a reason. */
  aside?: boolean
  needed?: (row: EntryRow) => boolean
}

/** A row as the report has it: in words to type over, and as it stands there. */
export interface EntryRow {
  key: string
  name: string
  note: string
  depth: number
  path: string
  values: Record<string, string>
  stands: Record<string, string | null>
}

/** A cell that somebody else gave another value meanwhile. */
export interface Dispute extends Disputed {
  by: string | null
}

/** A row as it is being filled in: what is typed, upon what, of which version, and how saving it goes. */
export interface Line {
  row: EntryRow
  version: number
  values: Record<string, string>
  kept: Record<string, string>
  disputes: Dispute[]
  /** What somebody else changed meanwhile and I had not typed in. */
  joined: { column: string; by: string | null }[]
  intent: Intent | null
  state: 'open' | 'doing' | 'saved' | 'failed'
  said: string
  requestId: string | null
}

export function begun(row: EntryRow, version: number): Line {
  return {
    row,
    version,
    values: { ...row.values },
    kept: { ...row.values },
    disputes: [],
    joined: [],
    intent: null,
    state: 'open',
    said: '',
    requestId: null,
  }
}

export function isChanged(line: Line, columns: readonly EntryColumn[]): boolean {
  return columns.some(({ key, aside }) => !aside && line.values[key] !== line.kept[key])
}

/** What somebody saved meanwhile comes under what is typed. A row on its way stays as it was sent. */
export function renew(line: Line, row: EntryRow, version: number, columns: readonly EntryColumn[]): void {
  if (line.intent !== null || version <= line.version) {
    return
  }
  const typed = isChanged(line, columns)
  const { values, joined, disputed } = met(line.kept, line.values, row.values)
  line.row = row
  line.version = version
  line.values = values
  dispute(line, line.kept, disputed)
  if (typed && joined.length > 0) {
    line.joined = joined.map((column) => ({ column, by: null }))
  }
}

/** These cells are to be settled. Until they are, they have changed from what they were typed over. */
export function dispute(line: Line, was: Values, disputed: readonly Disputed[]): void {
  line.kept = { ...line.row.values, ...Object.fromEntries(disputed.map(({ column }) => [column, was[column] ?? ''])) }
  const before = line.disputes
  line.disputes = disputed.map((each) => ({
    ...each,
    by: before.find(({ column, theirs }) => column === each.column && theirs === each.theirs)?.by ?? null,
  }))
}

/** It was saved so: what was a reason for that is none for the next change. */
export function saved(line: Line, columns: readonly EntryColumn[], version: number): void {
  for (const { key } of columns.filter(({ aside }) => aside)) {
    line.values[key] = ''
  }
  line.kept = { ...line.values }
  const stands = columns.filter(({ aside }) => !aside).map(({ key }) => [key, given(line.values[key] ?? '')] as const)
  line.row = { ...line.row, values: { ...line.kept }, stands: Object.fromEntries(stands) }
  line.version = version
  line.state = 'saved'
}

/** One of the two is chosen. */
export function settle(line: Line, { column, theirs }: Dispute, chosen: 'mine' | 'theirs'): void {
  if (chosen === 'theirs') {
    line.values[column] = theirs
  }
  line.kept[column] = theirs
  line.disputes = line.disputes.filter((each) => each.column !== column)
}
