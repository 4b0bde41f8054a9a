import { expect, test } from 'vitest'
import type { HistoryEntry } from '../api/types'
import { marksOf, nextOf } from './marks'

function life(...types: string[]): HistoryEntry[] {
  return types.map((type, i) => ({ type, version: i + 1 }) as HistoryEntry)
}

test('a report has the marks of what happened to it, in the order of the legend', () => {
  expect(marksOf(life('report-opened', 'section-submitted', 'section-returned', 'section-edited', 'section-submitted'))).toEqual([
    { mark: 'written', versions: [1, 4] },
    { mark: 'submitted', versions: [2, 5] },
    { mark: 'returned', versions: [3] },
  ])
})

test('what came later than this program is shown as something written', () => {
  expect(marksOf(life('something-new'))).toEqual([{ mark: 'written', versions: [1] }])
})

test('from the last of a kind one comes to the first again', () => {
  expect(nextOf([2, 5], 1)).toBe(2)
  expect(nextOf([2, 5], 2)).toBe(5)
  expect(nextOf([2, 5], 5)).toBe(2)
})
