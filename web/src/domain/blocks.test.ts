import { expect, test } from 'vitest'
import type { Block } from '../api/types'
import { divided, inserted, joined, moved, pasted, removed, worded } from './blocks'

const p = (text: string): Block => ({ kind: 'PARAGRAPH', text })
const h = (text: string): Block => ({ kind: 'HEADING', text })

test('Enter divides a paragraph where the cursor stands, and what follows a heading is a paragraph', () => {
  expect(divided([h('一、收入二、支出')], 0, 4)).toEqual([h('一、收入'), p('二、支出')])
  expect(divided([p('甲乙丙')], 0, 1, 2)).toEqual([p('甲'), p('丙')])
})

test('a paragraph joins the one before; the first one joins nothing', () => {
  expect(joined([h('甲'), p('乙'), p('丙')], 1)).toEqual([h('甲乙'), p('丙')])
  expect(joined([p('甲')], 0)).toEqual([p('甲')])
})

test('pasted lines are paragraphs of their own, around the cursor', () => {
  expect(pasted([p('前后'), p('末')], 0, 1, 1, '一\r\n\r\n二')).toEqual([p('前一'), p('二后'), p('末')])
})

test('a block is moved, inserted, removed', () => {
  expect(moved([p('甲'), p('乙')], 0, 1)).toEqual([p('乙'), p('甲')])
  expect(moved([p('甲'), p('乙')], 0, -1)).toEqual([p('甲'), p('乙')])
  expect(inserted([p('甲')], 0, 'HEADING')).toEqual([p('甲'), h('')])
  expect(removed([p('甲'), p('乙')], 0)).toEqual([p('乙')])
})

test('what has no word is not saved', () => {
  expect(worded([p(' 甲 '), p(' '), h('')])).toEqual([p('甲')])
})
