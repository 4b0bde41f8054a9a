import type { Passage } from '../api/types'

const LONGEST = 90
const AROUND = 32

/** The same passages, of which those both texts have in common are told only where something changed beside them. */
export function abridged(passages: readonly Passage[]): Passage[] {
  return passages.map((passage, i) => {
    if (passage.kind !== 'KEPT' || passage.text.length <= LONGEST) {
      return passage
    }
    const begin = i === 0 ? '' : passage.text.slice(0, AROUND)
    const end = i === passages.length - 1 ? '' : passage.text.slice(-AROUND)
    return { kind: 'KEPT', text: `${begin}……${end}` }
  })
}
