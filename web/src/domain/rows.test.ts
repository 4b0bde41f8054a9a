import { expect, test } from 'vitest'
import type { HistoryEntry } from '../api/types'
import { met, whoChanged } from './rows'

const BASE = { initial: '100', adjusted: '', executed: '90', reason: '' }

test('cells that only one of two changed are both kept', () => {
  const mine = { ...BASE, executed: '95', reason: '决算数' }
  const theirs = { ...BASE, adjusted: '120' }
  expect(met(BASE, mine, theirs)).toEqual({
    values: { initial: '100', adjusted: '120', executed: '95', reason: '决算数' },
    joined: ['adjusted'],
    disputed: [],
  })
})

test('a cell that both changed is to be settled, and stays mine until it is', () => {
  const mine = { ...BASE, executed: '95' }
  const theirs = { ...BASE, executed: '96', adjusted: '120' }
  expect(met(BASE, mine, theirs)).toEqual({
    values: { initial: '100', adjusted: '120', executed: '95', reason: '' },
    joined: ['adjusted'],
    disputed: [{ column: 'executed', theirs: '96' }],
  })
})

test('a cell that one emptied and the other changed is to be settled as well', () => {
  expect(met(BASE, { ...BASE, executed: '' }, { ...BASE, executed: '96' }).disputed).toEqual([{ column: 'executed', theirs: '96' }])
  expect(met(BASE, { ...BASE, executed: '95' }, { ...BASE, executed: '' }).disputed).toEqual([{ column: 'executed', theirs: '' }])
})

test('where both gave the same there is nothing to settle', () => {
  expect(met(BASE, { ...BASE, executed: ' 95 ' }, { ...BASE, executed: '95' })).toEqual({
    values: { ...BASE, executed: '95' },
    joined: [],
    disputed: [],
  })
  expect(met(BASE, { ...BASE, executed: '95' }, { ...BASE, executed: '95' })).toEqual({ values: { ...BASE, executed: '95' }, joined: [], disputed: [] })
})

test('a row that nobody typed in becomes what it is by now', () => {
  const theirs = { ...BASE, executed: '96' }
  expect(met(BASE, BASE, theirs).values).toEqual(theirs)
})

test('the last who changed a cell is named, and nobody where no event tells', () => {
  const event = (name: string, path: string): HistoryEntry =>
    ({ actor: { name }, changes: [{ path, before: null, after: '1' }] }) as unknown as HistoryEntry
  const events = [
    event('陈晓岚', 'lineItems/li-1/executed'),
    event('林子健', 'lineItems/li-1/executed'),
    event('周明', 'lineItems/li-1/initialBudget'),
  ]
  expect(whoChanged(events, 'lineItems/li-1/executed')).toBe('林子健')
  expect(whoChanged(events, 'lineItems/li-1/adjustedBudget')).toBeNull()
})
