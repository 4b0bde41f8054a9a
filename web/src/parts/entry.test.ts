import { expect, test } from 'vitest'
import { begun, isChanged, renew, saved, settle, type EntryColumn, type EntryRow } from './entry'

const COLUMNS: EntryColumn[] = [
  { key: 'adjusted', label: '全年预算数', path: 'adjusted' },
  { key: 'executed', label: '全年执行数', path: 'executed' },
  { key: 'reason', label: '变更理由', path: '', aside: true },
]

function row(adjusted: string, executed: string): EntryRow {
  const stands = { adjusted: adjusted === '' ? null : adjusted, executed: executed === '' ? null : executed }
  return { key: 'li-1', name: '项目支出', note: '万元', depth: 0, path: 'lineItems/li-1', values: { adjusted, executed, reason: '' }, stands }
}

test('a row nobody typed in takes what it is by now, and says nothing of it', () => {
  const line = begun(row('', '90'), 1)
  renew(line, row('120', '90'), 2, COLUMNS)
  expect(line.values).toEqual({ adjusted: '120', executed: '90', reason: '' })
  expect(isChanged(line, COLUMNS)).toBe(false)
  expect(line.joined).toEqual([])
})

test('what only the other changed comes under what is typed, and is sent with it', () => {
  const line = begun(row('', '90'), 1)
  line.values.executed = '95'
  renew(line, row('120', '90'), 2, COLUMNS)
  expect(line.values).toEqual({ adjusted: '120', executed: '95', reason: '' })
  expect(line.joined).toEqual([{ column: 'adjusted', by: null }])
  expect(line.disputes).toEqual([])
  expect(line.row.stands).toEqual({ adjusted: '120', executed: '90' })
  expect(isChanged(line, COLUMNS)).toBe(true)
})

test('a cell that is disputed stays so when the row is renewed once more, until one is chosen', () => {
  const line = begun(row('', '90'), 1)
  line.values.executed = '95'
  renew(line, row('', '96'), 2, COLUMNS)
  line.disputes[0]!.by = '林子健'
  renew(line, row('120', '96'), 3, COLUMNS)
  expect(line.disputes).toEqual([{ column: 'executed', theirs: '96', by: '林子健' }])
  expect(line.values.executed).toBe('95')
  settle(line, line.disputes[0]!, 'mine')
  expect(line.disputes).toEqual([])
  expect(line.values).toEqual({ adjusted: '120', executed: '95', reason: '' })
  expect(isChanged(line, COLUMNS)).toBe(true)
})

test('theirs chosen leaves nothing to save', () => {
  const line = begun(row('', '90'), 1)
  line.values.executed = '95'
  renew(line, row('', '96'), 2, COLUMNS)
  settle(line, line.disputes[0]!, 'theirs')
  expect(line.values.executed).toBe('96')
  expect(isChanged(line, COLUMNS)).toBe(false)
})

test('an older version than the one that was saved changes nothing', () => {
  const line = begun(row('', '90'), 1)
  line.values.executed = ' 95 '
  line.values.reason = '决算数'
  saved(line, COLUMNS, 5)
  expect(line.values.reason).toBe('')
  expect(line.row.stands).toEqual({ adjusted: null, executed: '95' })
  expect(isChanged(line, COLUMNS)).toBe(false)
  renew(line, row('', '90'), 4, COLUMNS)
  expect(line.values.executed).toBe(' 95 ')
  renew(line, row('', '95'), 5, COLUMNS)
  expect(line.row.stands).toEqual({ adjusted: null, executed: '95' })
})
