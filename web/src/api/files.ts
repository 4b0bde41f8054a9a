import { attachmentName } from '../domain/attachment'
import { ask } from './client'
import { FILE } from './patience'
import { reportPath } from './reports'

interface Attachment {
  content: Blob
  name: string
}

/**
 * Has the browser keep a Word file of the report at that version, and says under which name. It is fetched first, so that a
 * refusal is told here and not kept as a file.
 */
export async function takeAway(report: string, file: 'report' | 'approval-sheet', version: number): Promise<string> {
  const { content, name } = await ask<Attachment>({
    method: 'GET',
    path: `${reportPath(report)}/${file}.docx?version=${version}`,
    patience: FILE,
    read: async (answer) => ({
      content: await answer.blob(),
      name: attachmentName(answer.headers.get('Content-Disposition')) ?? `${file}.docx`,
    }),
  })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return name
}
