import { expect, test } from 'vitest'
import { LAST, reports } from '../seal/sample/sample'
import { differences } from '../seal/shown'
import { zh } from '../words/zh'
import { proof } from '../words/zh-proof'
import { differencePlace, differenceValue, excerpts } from './differences'

const report = reports[LAST - 1]!

function named(change: (report: any) => void): string[] {
  const other = JSON.parse(JSON.stringify(report))
  change(other)
  return differences(report, other).map((found) => `${differencePlace(found, report, zh, proof)}：${differenceValue(found, found.sealed, zh, proof)}→${differenceValue(found, found.shown, zh, proof)}`)
}

test.each<[string, (report: any) => void]>([
  ['“一（一）部门职能” · 出动执法人员 · 全年完成值：2781→2871', ({ indicators }) => (indicators[0].actual.value = '2871')],
  ['“一（一）部门职能” · 部门整体支出 · 全年执行数：6,771.02→（无）', ({ lineItems }) => (lineItems[0].executed = null)],
  ['“一（一）部门职能” · 部门整体支出 · 执行率：84.64%→97.14%', ({ lineItems }) => (lineItems[0].executionRate = '97.14%')],
  ['“一（一）部门职能” · 第2段：第三段→第三段。', ({ sections }) => (sections[0].blocks[1].text = '第三段。')],
  ['“一（一）部门职能” · 状态：已定稿→已退回', ({ sections }) => (sections[0].state = 'RETURNED')],
  ['“一（一）部门职能” · 审核意见 · 1 · 意见：内容须核对→（空）', ({ sections }) => (sections[0].opinions[0].opinion = '')],
  ['所在环节：定稿→财政局', (other) => (other.stage = 'FINANCE_BUREAU')],
])('%s', (said, change) => {
  expect(named(change)).toEqual([said])
})

test('a long text is told around the place where it differs', () => {
  const long = '长'.repeat(100)
  const [sealed, shown] = excerpts(`${long}增长5%${long}`, `${long}增长15%${long}`)
  expect(sealed).toEqual({ before: `……${'长'.repeat(22)}增长`, differing: '', after: `5%${'长'.repeat(22)}……` })
  expect(shown.differing).toBe('1')
  expect(excerpts('甲', '甲')[0]).toEqual({ before: '甲', differing: '', after: '' })
  expect(excerpts('', '😀')[1].differing).toBe('😀')
})
