import { diffChars, diffWordsWithSpace } from 'diff'
import type { Block, Passage } from '../api/types'

/** Chinese has no spaces between words; a browser that cannot tell them (Firefox before 125) compares characters. */
const CHINESE = 'Segmenter' in Intl ? new Intl.Segmenter('zh', { granularity: 'word' }) : undefined

/** What differs between two texts, by words. */
export function wording(before: readonly Block[], after: readonly Block[]): Passage[] {
  const from = written(before)
  const to = written(after)
  const parts = CHINESE === undefined ? diffChars(from, to) : diffWordsWithSpace(from, to, { intlSegmenter: CHINESE })
  return parts.map((part) => ({ kind: part.added ? 'ADDED' : part.removed ? 'REMOVED' : 'KEPT', text: part.value }))
}

/** Blocks as one text, a line for each. */
export function written(blocks: readonly Block[]): string {
  return blocks.map((block) => block.text).join('\n')
}
