import { expect, test } from 'vitest'
import { MOST, raised, unfit } from './phrases'

test('a phrase goes up and down, and not over the edge', () => {
  expect(raised(['甲', '乙', '丙'], 2, -1)).toEqual(['甲', '丙', '乙'])
  expect(raised(['甲', '乙', '丙'], 0, 1)).toEqual(['乙', '甲', '丙'])
  expect(raised(['甲', '乙'], 0, -1)).toEqual(['甲', '乙'])
  expect(raised(['甲', '乙'], 1, 1)).toEqual(['甲', '乙'])
})

test('what does not fit is said before it is sent', () => {
  expect(unfit('同意，请抓紧。', ['同意。'])).toBeNull()
  expect(unfit('  ', [])).toBe('empty')
  expect(unfit('两\n行', [])).toBe('lines')
  expect(unfit('字'.repeat(201), [])).toBe('long')
  expect(unfit(' 同意。 ', ['同意。'])).toBe('twice')
  expect(unfit('新', Array.from({ length: MOST }, (_, i) => `第${i}条`))).toBe('full')
})
