import type { Block } from '../api/types'
import { isSame, worded } from './blocks'
import { merge } from './merge'

/** A text that was not saved, with what it was written upon. */
export interface TextDraft {
  blocks: readonly Block[]
  base: { blocks: readonly Block[]; revision: number }
}

/** What is to be done with a draft of a text, as the section stands now. */
export type Recovery =
  | { kind: 'useless' }
  | { kind: 'unchanged'; blocks: Block[] }
  | { kind: 'merged'; blocks: Block[] }
  | { kind: 'disputed' }

/** A draft says nothing where all of it is saved; where somebody saved meanwhile, it is merged in three ways. */
export function recovery(draft: TextDraft, now: { blocks: readonly Block[]; revision: number }): Recovery {
  const mine = worded(draft.blocks)
  if (isSame(mine, now.blocks)) {
    return { kind: 'useless' }
  }
  if (draft.base.revision === now.revision) {
    return { kind: 'unchanged', blocks: [...draft.blocks] }
  }
  const stretches = merge(mine, [...draft.base.blocks], [...now.blocks])
  const blocks = stretches.flatMap((each) => (each.kind === 'agreed' ? each.blocks : []))
  if (stretches.some(({ kind }) => kind === 'disputed')) {
    return { kind: 'disputed' }
  }
  return isSame(blocks, now.blocks) ? { kind: 'useless' } : { kind: 'merged', blocks }
}

/** Null where it cannot be read: it is then as if there were none. */
export function parsed<T>(content: string): T | null {
  try {
    return JSON.parse(content) as T
  } catch {
    return null
  }
}

/** Rows of a sheet that were not saved: what was typed, and what stood there before. */
export type SheetDraft = Record<string, { values: Record<string, string>; was: Record<string, string> }>

/** What of a sheet's draft is not saved yet, cell by cell. */
export function cellsLeft(
  draft: SheetDraft,
  now: readonly { key: string; values: Record<string, string> }[],
): { row: string; column: string; before: string; after: string; meanwhile: boolean }[] {
  return now.flatMap(({ key, values }) =>
    Object.entries(draft[key]?.values ?? {})
      .filter(([column, after]) => column in values && after !== values[column] && after !== draft[key]!.was[column])
      .map(([column, after]) => ({
        row: key,
        column,
        before: values[column]!,
        after,
        meanwhile: draft[key]!.was[column] !== values[column],
      })),
  )
}
