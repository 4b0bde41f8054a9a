import { parsed, type SheetDraft } from './recovery'

interface Written {
  blocks?: readonly { text: string }[]
  items?: readonly { ref: string; comment: string }[]
}

/** What a dialog keeps, in the order it is asked for. */
const FIELDS = ['opinion', 'value', 'unit', 'text', 'reason', 'basis']

/** What somebody wrote in a draft of any kind, as lines to be read where it can be gone on with no more. */
export function leavings(content: string, nameOf: (ref: string) => string): string[] {
  const draft = parsed<Written & Record<string, unknown>>(content)
  if (draft === null || typeof draft !== 'object') {
    return [content]
  }
  if (draft.blocks !== undefined) {
    return draft.blocks.map(({ text }) => text)
  }
  const said = FIELDS.map((field) => draft[field]).filter((each): each is string => typeof each === 'string' && each.trim() !== '')
  const items = (draft.items ?? []).filter(({ comment }) => comment.trim() !== '').map(({ ref, comment }) => `${nameOf(ref)}：${comment}`)
  return [...said, ...items, ...cells(draft as unknown as SheetDraft, nameOf)]
}

function cells(sheet: SheetDraft, nameOf: (ref: string) => string): string[] {
  return Object.entries(sheet).flatMap(([row, cell]) =>
    cell === null || typeof cell !== 'object' || cell.values === undefined
      ? []
      : Object.entries(cell.values)
          .filter(([column, value]) => value !== (cell.was?.[column] ?? ''))
          .map(([column, value]) => `${nameOf(row)}：${cell.was?.[column] || '—'} → ${value || '—'}`),
  )
}
