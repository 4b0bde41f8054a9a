import { expect, test } from 'vitest'
import type { Report } from '../api/types'
import { OUTLINE, withText } from './opening'

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
