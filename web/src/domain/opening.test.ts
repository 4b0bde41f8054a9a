import { expect, test } from 'vitest'
import type { Report, Target } from '../api/types'
import { differs, OUTLINE, withText } from './opening'

const text = (words: string) => [{ kind: 'PARAGRAPH' as const, text: words }]

test('an earlier text comes under the section that is the same by number and title', () => {
  const earlier = {
    sections: [
      { ...OUTLINE.sections[0]!, blocks: text('职能') },
      { ...OUTLINE.sections[1]!, title: '另一个标题', blocks: text('任务') },
      { ...OUTLINE.sections[2]!, key: '9', blocks: text('目标') },
      { ...OUTLINE.sections[3]!, blocks: [] },
    ],
  } as unknown as Report
  const { opening, placed, left } = withText(OUTLINE, earlier)
  expect(opening.sections[0]!.blocks).toEqual(text('职能'))
  expect(opening.sections.slice(1).every(({ blocks }) => blocks.length === 0)).toBe(true)
  expect([placed, left]).toEqual([1, 2])
})

test.each<[Partial<Target>, boolean]>([
  [{ text: '约2,500人次', value: '2500' }, false],
  [{ text: '不低于90%', value: '90' }, false],
  [{ text: '不低于90%', value: '0.9' }, true],
  [{ text: '约2500人次', value: '2600.5' }, true],
  [{ text: '完成省下达的任务目标' }, false],
  [{ value: '3' }, false],
  [{ text: '达到100%', value: '1', unit: '%' }, true],
  [{ text: '达到100%', value: '100', unit: '%' }, false],
  [{ value: '0.95', unit: '%' }, true],
  [{ value: '95', unit: '%' }, false],
  [{ text: '降低3.5%', value: '-3.5' }, false],
])('%j', (given, expected) => {
  expect(differs({ operator: null, value: null, unit: null, text: null, ...given })).toBe(expected)
})
