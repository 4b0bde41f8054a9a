import { expect, test } from 'vitest'
import type { Block } from '../api/types'
import { merge } from './merge'

const p = (text: string): Block => ({ kind: 'PARAGRAPH', text })
const base = [p('甲'), p('乙'), p('丙')]

test('what only one of us changed is taken from them', () => {
  expect(merge([p('甲'), p('乙改'), p('丙')], base, [p('甲'), p('乙'), p('丙'), p('丁')])).toEqual([
    { kind: 'agreed', by: 'nobody', blocks: [p('甲')] },
    { kind: 'agreed', by: 'mine', blocks: [p('乙改')] },
    { kind: 'agreed', by: 'nobody', blocks: [p('丙')] },
    { kind: 'agreed', by: 'theirs', blocks: [p('丁')] },
  ])
})

test('what both changed differently is disputed, with both texts', () => {
  expect(merge([p('甲'), p('我的'), p('丙')], base, [p('甲'), p('他的'), p('丙')])).toContainEqual({
    kind: 'disputed',
    mine: [p('我的')],
    theirs: [p('他的')],
  })
})

test('what both changed alike is agreed', () => {
  const both = [p('甲'), p('同'), p('丙')]
  expect(merge(both, base, both)).toContainEqual({ kind: 'agreed', by: 'both', blocks: [p('同')] })
})

test('a paragraph that became a heading is a change', () => {
  const headed: Block[] = [{ kind: 'HEADING', text: '甲' }, p('乙'), p('丙')]
  expect(merge(headed, base, base)[0]).toEqual({ kind: 'agreed', by: 'mine', blocks: [headed[0]] })
})

test('a text with line breaks comes through whole', () => {
  const odd = [p('一行\n又一行')]
  expect(merge(odd, odd, odd)).toEqual([{ kind: 'agreed', by: 'nobody', blocks: odd }])
})
