import { attachmentName } from '../domain/attachment'
import { ask } from './client'
import { FILE } from './patience'
import { reportPath } from './reports'

/** As long as a browser may take to begin keeping it. */
const BEGINNING = 60_000

/** Has the browser keep a Word file of the report at that version, and says under which name. */
export function takeAway(report: string, file: 'report' | 'approval-sheet', version: number): Promise<string> {
  return take(`${reportPath(report)}/${file}.docx?version=${version}`, `${file}.docx`)
}

/** The same for the whole trail, as a table. */
export function takeTrail(report: string, as: 'xlsx' | 'csv'): Promise<string> {
  return take(`${reportPath(report)}/history.${as}`, `${report}.history.${as}`)
}

/** It is fetched first, so that a refusal is told here and not kept as a file. */
function take(path: string, otherwise: string): Promise<string> {
  return ask({
    method: 'GET',
    path,
    patience: FILE,
    read: async (answer) => keepFile(await answer.blob(), attachmentName(answer.headers.get('Content-Disposition')) ?? otherwise),
  })
}

/** Has the browser keep this, and says under which name. */
export function keepFile(content: Blob, name: string): string {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), BEGINNING)
  return name
}
