import { expect, test } from 'vitest'
import { zh } from '../words/zh'
import { OUTLINE, type Opening } from './opening'
import { openingOf, standsAt, workbookOf, type WorkSheet } from './workbook'

const opening: Opening = {
  sections: [
    { key: '1.1', chapter: '一、部门基本情况', printedNumber: '（一）', title: '部门职能', blocks: [] },
    { key: '3', chapter: null, printedNumber: '三、', title: '其他', blocks: [] },
  ],
  indicators: [
    { key: 'ind-01', section: '1.1', category: 'QUANTITY', name: '检查', target: { operator: 'GE', value: '2,500', unit: '人次', text: '约2,500人次' }, actual: null },
    { key: 'ind-02', section: '3', category: null, name: '满意', target: null, actual: null },
  ],
  lineItems: [
    { key: 'li-1', section: '1.1', name: '合计', parent: null, relation: null, unit: '万元', initialBudget: '7,968.73', adjustedBudget: null, executed: null, statedRate: null },
    { key: 'li-2', section: '1.1', name: '其中：基本支出', parent: 'li-1', relation: 'OF_WHICH', unit: null, initialBudget: null, adjustedBudget: '1', executed: null, statedRate: null },
  ],
}

function read(change: (workbook: WorkSheet[]) => WorkSheet[] = (workbook) => workbook) {
  return openingOf(change(workbookOf(opening)), zh)
}

function withRow(sheet: string, ...rows: string[][]): (workbook: WorkSheet[]) => WorkSheet[] {
  return (workbook) => workbook.map((each) => (each.name === sheet ? { ...each, rows: [...each.rows, ...rows] } : each))
}

test.each([opening, OUTLINE])('what a form is made of is what is read from it', (given) => {
  expect(openingOf(workbookOf(given), zh)).toMatchObject({ opening: given, misfits: [] })
})

test('columns may stand in any order, and empty rows are passed over', () => {
  const { opening: found, rows, misfits } = read((workbook) =>
    workbook.map(({ name, rows: [heads, ...below] }) => ({
      name: ` ${name}`,
      rows: [[...heads!].reverse(), heads!.map(() => ' '), ...below.map((row) => [...row].reverse())],
    })),
  )
  expect(found).toEqual(opening)
  expect(misfits).toEqual([])
  expect(rows.indicators).toEqual([3, 4])
})

test('a number that stands twice is said, and drawn nowhere', () => {
  const { misfits } = read(withRow('资金', ['li-1', '1.1', 'li-1', '', '又一行', '', '', '']))
  expect(misfits).toEqual([{ sheet: '资金', row: 4, said: '“编号”填的是“li-1”，与第2行重复' }])
})

test('a row without a number of its own is given one that is free', () => {
  const { opening: found } = read(withRow('指标', ['', '1.1', '质量', '达标率', '', '', '', ''], ['ind-03', '1.1', '', '合格率', '', '', '', '']))
  expect(found.indicators.map(({ key }) => key)).toEqual(['ind-01', 'ind-02', 'ind-04', 'ind-03'])
})

test('what does not fit is said at its row', () => {
  const { misfits } = read(withRow('指标', ['x', '9.9', '数目', '', '约十', '大于', '10', '个']))
  expect(misfits.every(({ sheet, row }) => sheet === '指标' && row === 4)).toBe(true)
  expect(misfits.map(({ said }) => said).sort()).toEqual([
    expect.stringContaining('“所属章节”填的是“9.9”'),
    '“比较方式”填的是“大于”，只能填不低于、不高于、等于、约、定性',
    expect.stringMatching(/^“类别”填的是“数目”，只能填数量、质量、/),
    '没有填“指标名称”',
  ])
})

test('a sheet or a column that is missing is said once', () => {
  const { misfits } = read((workbook) => [workbook[0]!, { name: '指标', rows: [['编号', '所属章节']] }])
  expect(misfits).toEqual([
    { sheet: '指标', row: 1, said: '缺少这些列：类别、指标名称、目标原文、比较方式、目标值、计量单位。请保留填报表的表头' },
    { sheet: '资金', row: null, said: '没有这张表，请使用下载的填报表' },
  ])
})

test('what the server refuses is found again in the form', () => {
  const { rows } = read(withRow('资金', ['', '', '', '', '', '', '', ''], ['li-3', '1.1', '', '', '项目', '', '一万', '']))
  expect(standsAt('lineItems/2/initialBudget', rows)).toEqual({ sheet: '资金', row: 5, head: '年初预算数' })
  expect(standsAt('indicators/0/target/value', rows)).toEqual({ sheet: '指标', row: 2, head: '目标值' })
  expect(standsAt('title', rows)).toBeNull()
  expect(standsAt('sections/9/key', rows)).toBeNull()
})
