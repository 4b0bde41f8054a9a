/** A list in another order, or without one of its own. */
export function raised(phrases: readonly string[], at: number, by: -1 | 1): string[] {
  const next = [...phrases]
  const to = at + by
  if (to >= 0 && to < next.length) {
    next.splice(to, 0, ...next.splice(at, 1))
  }
  return next
}

export const MOST = 30
const LONGEST = 200

/** What is wrong with a phrase that is to be added; null where nothing is. */
export function unfit(phrase: string, own: readonly string[]): 'empty' | 'long' | 'lines' | 'twice' | 'full' | null {
  const text = phrase.trim()
  if (text === '') {
    return 'empty'
  }
  if (/[\p{Cc}]/u.test(text)) {
    return 'lines'
  }
  if (text.length > LONGEST) {
    return 'long'
  }
  return own.includes(text) ? 'twice' : own.length >= MOST ? 'full' : null
}
