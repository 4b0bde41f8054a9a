import type { WorkSheet } from './domain/workbook'

/** So many digits of a number Excel keeps; what stands behind them is noise of its arithmetic. */
const DIGITS = 15
/** Its smallest numbers too are written out, as people write them. */
const PLAIN = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 20 })
const BLANK_ROWS = 60

/** The sheets of an Excel file as texts. Throws where it is none. */
export async function readWorkbook(file: Blob): Promise<WorkSheet[]> {
  const { default: read } = await import('read-excel-file/universal')
  const sheets = await read(file, { parseNumber: plain })
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    // a sheet of charts has no cells
    rows: ((data as typeof data | undefined) ?? []).map((row) => row.map((cell) => textOf(cell))),
  }))
}

/** A file that Excel and WPS open. Its cells hold texts, and so do the empty rows below: a figure stays as it is typed. */
export async function workbookFile(workbook: readonly WorkSheet[]): Promise<Blob> {
  const { default: write } = await import('write-excel-file/universal')
  const sheets = workbook.map(({ name, rows }) => {
    const [heads = [], ...below] = rows
    const blank = Array.from({ length: BLANK_ROWS }, () => heads.map(() => ''))
    return {
      sheet: name,
      stickyRowsCount: 1,
      columns: heads.map((_, j) => ({ width: Math.min(40, Math.max(12, ...rows.map((row) => 2 * (row[j] ?? '').length + 2))) })),
      data: [
        heads.map((value) => ({ value, type: String, fontWeight: 'bold' as const, backgroundColor: '#e9eff6' })),
        ...[...below, ...blank].map((row) => row.map((value) => ({ value: value === '' ? undefined : value, type: String, format: '@' }))),
      ],
    }
  })
  return write(sheets).toBlob()
}

function textOf(cell: unknown): string {
  return cell === null ? '' : cell instanceof Date ? cell.toISOString().slice(0, 'yyyy-mm-dd'.length) : String(cell).trim()
}

function plain(number: string): string {
  return PLAIN.format(Number(Number(number).toPrecision(DIGITS)))
}
