import type { Actual, Target } from '../api/types'
import type { Words } from '../words/words'

/** A target as printed; where there are no such words, from its parts. */
export function targetText(target: Target | null, words: Words): string | null {
  if (target === null) {
    return null
  }
  if (target.text !== null && target.text !== '') {
    return target.text
  }
  const text = valueText(target, words)
  return text === '' ? null : text
}

/** What attainment is computed from. */
export function valueText(target: Target | null, words: Words): string {
  const operator = target === null || target.operator === null ? '' : words.operator[target.operator]
  return `${operator}${target?.value ?? ''}${target?.unit ?? ''}`
}

function plain(text: string): string {
  return text.replace(/[,，\s]/g, '')
}

/**
 * Whether a target has words without the figure that is its value, or a share of one where hundredths are meant, as Excel stores what
 * it shows as 95%: attainment is computed from the value.
 */
export function differs(target: Target | null): boolean {
  if (target === null || target.value === null) {
    return false
  }
  const value = Number(plain(target.value))
  return target.text === null
    ? target.unit === '%' && Math.abs(value) <= 1 && value !== 0
    : !(plain(target.text).match(/\d+(\.\d+)?/g) ?? []).some((figure) => Number(figure) === Math.abs(value))
}

/** An actual exactly as entered, with its unit. */
export function actualText(actual: Actual | null): string | null {
  return actual === null || actual.value === null ? null : `${actual.value}${actual.unit ?? ''}`
}

/** Whether a revision changed the target since the year began. */
export function isRevised(original: Target | null, present: Target | null): boolean {
  return JSON.stringify(original) !== JSON.stringify(present)
}

/** Enough of a digest for people to compare. */
export function short(digest: string): string {
  const [algorithm, hex = ''] = digest.split(':')
  return `${algorithm}:${hex.slice(0, 8)}…${hex.slice(-4)}`
}
