import { expect, test } from 'vitest'
import type { Block } from '../api/types'
import { cellsLeft, parsed, recovery } from './recovery'

const p = (text: string): Block => ({ kind: 'PARAGRAPH', text })
const BASE = { blocks: [p('甲'), p('乙'), p('丙')], revision: 2 }

test('a draft that was saved already is of no use', () => {
  expect(recovery({ blocks: [p('甲'), p(' 乙 '), p(''), p('丙')], base: BASE }, BASE)).toEqual({ kind: 'useless' })
})

test('where nobody saved meanwhile, it goes on as it was, empty paragraphs and all', () => {
  const blocks = [p('甲，改'), p('乙'), p('丙'), p('')]
  expect(recovery({ blocks, base: BASE }, BASE)).toEqual({ kind: 'unchanged', blocks })
})

test('what two changed in different places is put together', () => {
  const now = { blocks: [p('甲'), p('乙'), p('丙，林改')], revision: 3 }
  expect(recovery({ blocks: [p('甲，我改'), p('乙'), p('丙')], base: BASE }, now)).toEqual({
    kind: 'merged',
    blocks: [p('甲，我改'), p('乙'), p('丙，林改')],
  })
})

test('what two changed in the same place is theirs to settle', () => {
  const now = { blocks: [p('甲，林改'), p('乙'), p('丙')], revision: 3 }
  expect(recovery({ blocks: [p('甲，我改'), p('乙'), p('丙')], base: BASE }, now)).toEqual({ kind: 'disputed' })
})

test('a draft whose changes somebody else has saved is of no use', () => {
  const now = { blocks: [p('甲，改'), p('乙'), p('丙，又改')], revision: 4 }
  expect(recovery({ blocks: [p('甲，改'), p('乙'), p('丙')], base: BASE }, now)).toEqual({ kind: 'useless' })
})

test('what cannot be read is as if it were not there', () => {
  expect(parsed('{')).toBeNull()
  expect(parsed('{"a":1}')).toEqual({ a: 1 })
})

test('of a sheet only the cells that differ are left, and those somebody changed meanwhile are marked', () => {
  const draft = {
    'ind-01': { values: { value: '2,790', unit: '人次', explanation: '' }, was: { value: '2781', unit: '人次', explanation: '' } },
    'ind-02': { values: { value: '5' }, was: { value: '' } },
    gone: { values: { value: '1' }, was: { value: '' } },
  }
  const now: { key: string; values: Record<string, string> }[] = [
    { key: 'ind-01', values: { value: '2785', unit: '人次', explanation: '年报' } },
    { key: 'ind-02', values: { value: '5' } },
  ]
  expect(cellsLeft(draft, now)).toEqual([
    { row: 'ind-01', column: 'value', before: '2785', after: '2,790', meanwhile: true },
  ])
})
