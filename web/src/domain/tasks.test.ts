import { expect, test } from 'vitest'
import { stay } from './tasks'

test('the row under the hand stays under it, whatever comes before it', () => {
  expect(stay(['a', 'b', 'c'], ['x', 'a', 'b', 'c'], 1)).toBe(2)
  expect(stay(['a', 'b', 'c'], ['b', 'c'], 1)).toBe(0)
})

test('where it is gone, the next one is under the hand', () => {
  expect(stay(['a', 'b', 'c'], ['a', 'c'], 1)).toBe(1)
  expect(stay(['a', 'b', 'c'], ['a', 'b'], 2)).toBe(1)
  expect(stay(['a'], [], 0)).toBe(0)
  expect(stay([], ['a'], 0)).toBe(0)
})
