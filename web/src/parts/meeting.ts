import { watch } from 'vue'
import { report as read, trail } from '../api/reports'
import type { Report } from '../api/types'
import { whoChanged } from '../domain/rows'
import { renew, type EntryColumn, type EntryRow, type Line } from './entry'

/** A report may not show yet why a row was refused. */
const LOOKS = 3

/** Where the rows of a sheet meet what others saved meanwhile. */
export interface Meeting {
  /** Somebody saved this row first: the report is read until that is seen. False where it cannot be. */
  meet(line: Line): Promise<boolean>
  /** Says whose changes met mine, as far as the trail after that version tells. */
  nameThem(lines: readonly Line[], since: number): Promise<void>
}

export function useMeeting(
  lines: Line[],
  props: { report: Report; columns: readonly EntryColumn[]; rowsOf: (report: Report) => readonly EntryRow[] },
): Meeting {
  watch(() => props.report, renewAll)

  /** The rows as they stand by now come under what is typed. */
  async function renewAll(report: Report): Promise<void> {
    const since = Math.min(...lines.map(({ version }) => version))
    const rows = new Map(props.rowsOf(report).map((row) => [row.key, row]))
    for (const line of lines) {
      const row = rows.get(line.row.key)
      if (row !== undefined) {
        renew(line, row, report.version, props.columns)
      }
    }
    await nameThem(lines, since)
  }

  async function nameThem(all: readonly Line[], since: number): Promise<void> {
    const unnamed = all.flatMap((line) =>
      [...line.disputes, ...line.joined].filter(({ by }) => by === null).map((cell) => ({ line, cell })),
    )
    if (unnamed.length === 0) {
      return
    }
    // without it both values are there to choose from all the same
    const events = await trail(props.report.reportId, { since }).catch(() => [])
    for (const { line, cell } of unnamed) {
      cell.by = whoChanged(events, `${line.row.path}/${props.columns.find(({ key }) => key === cell.column)?.path}`)
    }
  }

  return {
    nameThem,
    async meet(line) {
      let version = line.version
      try {
        for (let look = 0; look < LOOKS; look++) {
          const latest = await read(props.report.reportId, version + 1)
          const row = props.rowsOf(latest).find(({ key }) => key === line.row.key)
          if (row !== undefined && props.columns.some(({ key }) => row.stands[key] !== line.row.stands[key])) {
            await renewAll(latest)
            return true
          }
          version = latest.version
        }
      } catch {
        // the refusal says what there is to say
      }
      return false
    },
  }
}
