import { expect, test } from 'vitest'
import { leavings } from './leavings'

const read = (draft: unknown): string[] => leavings(JSON.stringify(draft), (ref) => `〈${ref}〉`)

test('a draft of any kind can be read', () => {
  expect(read({ blocks: [{ kind: 'PARAGRAPH', text: '第一段' }, { kind: 'HEADING', text: '小标题' }], base: { blocks: [{ text: '旧' }], revision: 3 } })).toEqual(['第一段', '小标题'])
  expect(read({ opinion: '同意。', digest: 'sha-256:0' })).toEqual(['同意。'])
  expect(read({ to: 'DRAFTER', reason: '口径不清', items: [{ ref: '0', comment: '请核对' }, { ref: 'ind-1', comment: ' ' }], digest: 'd' })).toEqual(['口径不清', '〈0〉：请核对'])
  expect(read({ operator: 'GE', value: '30', unit: '人次', text: '', reason: '任务调减', basis: '粤财〔2023〕5号' })).toEqual(['30', '人次', '任务调减', '粤财〔2023〕5号'])
  expect(read({ text: '已改好', round: 2 })).toEqual(['已改好'])
  expect(read({ 'ind-1': { values: { value: '2,800', unit: '人次' }, was: { value: '', unit: '人次' } } })).toEqual(['〈ind-1〉：— → 2,800'])
})

test('what is of no known form is shown as it is', () => {
  expect(leavings('没有格式', String)).toEqual(['没有格式'])
  expect(leavings('7', String)).toEqual(['7'])
  expect(read({})).toEqual([])
})
