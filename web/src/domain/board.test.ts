import { expect, test } from 'vitest'
import type { BoardLine, Stay } from '../api/types'
import { attainmentOf, dayOf, endOfDay, here, ordered, returnsOf, timeAt, timeIn, unitFor, untilEndOf } from './board'

const NOW = '2024-03-11T00:00:00Z'

function line(reportId: string, ...stays: [Stay['stage'], string][]): BoardLine {
  return {
    reportId,
    version: 1,
    departmentId: reportId,
    fiscalYear: 2023,
    type: 'DEPARTMENT_OVERALL',
    title: reportId,
    stage: stays.at(-1)![0],
    stays: stays.map(([stage, since]) => ({ stage, since })),
    waits: [],
    returns: { DEPARTMENT: 1, FINANCE_BUREAU: 2, PEOPLES_CONGRESS: 0 },
    attainment: { ATTAINED: 5, NOT_ATTAINED: 1, UNVERIFIABLE: 2 },
  }
}

const AT_FINANCE = line('finance', ['DEPARTMENT', '2024-03-01T00:00:00Z'], ['FINANCE_BUREAU', '2024-03-04T12:00:00Z'])

test('a report was at a desk until it came to the next, and is at the last until now', () => {
  expect(timeIn('days', AT_FINANCE, 'DEPARTMENT', NOW)).toBe(3.5)
  expect(timeIn('days', AT_FINANCE, 'FINANCE_BUREAU', NOW)).toBe(6.5)
  expect(timeAt(AT_FINANCE, 'PEOPLES_CONGRESS', NOW)).toBeNull()
})

test('two stays at one desk count together', () => {
  const back = line('back', ['DEPARTMENT', '2024-03-01T00:00:00Z'], ['FINANCE_BUREAU', '2024-03-02T00:00:00Z'], ['DEPARTMENT', '2024-03-05T00:00:00Z'])
  expect(timeIn('days', back, 'DEPARTMENT', NOW)).toBe(7)
  expect(here(back)).toBe('2024-03-05T00:00:00Z')
})

test('where nothing waits for days, hours or minutes are told', () => {
  const young = line('young', ['DEPARTMENT', '2024-03-10T21:30:00Z'])
  expect(unitFor([AT_FINANCE, young], NOW)).toBe('days')
  expect(unitFor([young], NOW)).toBe('hours')
  expect(timeIn('hours', young, 'DEPARTMENT', NOW)).toBe(2.5)
  expect(unitFor([line('new', ['DEPARTMENT', '2024-03-10T23:50:00Z'])], NOW)).toBe('minutes')
  expect(unitFor([], NOW)).toBe('minutes')
})

test('a clock that was set back makes no negative wait', () => {
  expect(timeAt(line('ahead', ['DEPARTMENT', '2024-04-01T00:00:00Z']), 'DEPARTMENT', NOW)).toBe(0)
})

test('the longest wait comes first, and what is final last', () => {
  const final = line('final', ['DEPARTMENT', '2024-01-01T00:00:00Z'], ['FINAL', '2024-02-01T00:00:00Z'])
  const finalLater = line('final later', ['DEPARTMENT', '2024-01-01T00:00:00Z'], ['FINAL', '2024-02-02T00:00:00Z'])
  const old = line('old', ['DEPARTMENT', '2024-02-01T00:00:00Z'])
  expect(ordered([final, AT_FINANCE, finalLater, old]).map(({ reportId }) => reportId)).toEqual(['old', 'finance', 'final later', 'final'])
  expect(here(final)).toBeNull()
})

test('returns and attainment are added up', () => {
  expect(returnsOf(AT_FINANCE)).toBe(3)
  expect(attainmentOf([AT_FINANCE, AT_FINANCE])).toEqual({ ATTAINED: 10, NOT_ATTAINED: 2, UNVERIFIABLE: 4 })
})

test('a day ends when it ends in Beijing', () => {
  expect(endOfDay('2024-03-01')).toBe('2024-03-01T15:59:59.999Z')
  expect(dayOf(Date.parse('2024-03-01T16:00:00Z'))).toBe('2024-03-02')
})

test('of a day that is not over, how things stand is what there is to see', () => {
  const noon = Date.parse('2024-03-01T04:00:00Z')
  expect(untilEndOf('2024-02-29', noon)).toBe('2024-02-29T15:59:59.999Z')
  expect(untilEndOf('2024-03-01', noon)).toBeUndefined()
  expect(untilEndOf('2024-03-02', noon)).toBeUndefined()
  expect(untilEndOf('yesterday', noon)).toBeUndefined()
})

test.each([undefined, '', 'yesterday', '2024-13-01', '2024-02-31', '2024-02-29x', "2024-03-01' OR 1"])('%s is no day', (given) => {
  expect(endOfDay(given)).toBeUndefined()
})
