import { expect, test } from 'vitest'
import { age, instant, moment } from './age'

const NOW = Date.parse('2024-03-02T08:00:00Z')

test.each([
  ['2024-03-02T07:59:30Z', 'now', 0],
  ['2024-03-02T07:01:00Z', 'minutes', 59],
  ['2024-03-01T08:00:01Z', 'hours', 23],
  ['2024-02-28T08:00:00Z', 'days', 3],
  ['2024-03-02T09:00:00Z', 'now', 0],
])('what waits since %s has waited %s %i', (since, unit, count) => {
  expect(age(since, NOW)).toEqual({ unit, count })
})

test('a moment is told in Beijing time', () => {
  expect(moment('2024-03-01T16:05:09Z')).toBe('2024-03-02 00:05')
  expect(instant('2024-03-01T16:05:09Z')).toBe('2024-03-02 00:05:09')
})
