/** Cells as Excel puts them on the clipboard: tabs between columns, quotes around cells with line breaks. */
export function cells(pasted: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const text = pasted.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        cell += '"'
        i++
      } else if (c === '"') {
        quoted = false
      } else {
        cell += c
      }
    } else if (c === '"' && cell === '') {
      quoted = true
    } else if (c === '\t' || c === '\n') {
      rows[rows.length - 1]!.push(cell.trim())
      cell = ''
      if (c === '\n') {
        rows.push([])
      }
    } else {
      cell += c
    }
  }
  rows[rows.length - 1]!.push(cell.trim())
  return rows
}

/** Where the keyboard leads in a sheet of so many rows and columns; null where it stays. */
export function step(
  key: string,
  at: { row: number; column: number },
  size: { rows: number; columns: number },
): { row: number; column: number } | null {
  const row = key === 'ArrowUp' ? at.row - 1 : key === 'ArrowDown' || key === 'Enter' ? at.row + 1 : at.row
  if (row === at.row || row < 0 || row >= size.rows) {
    return null
  }
  return { row, column: at.column }
}
