import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Change, LineItem, Report, Section } from '../api/types'
import { contentOf } from './changes'
import { chapters, isChapter, tree } from './outline'
import { passages, STATIONS } from './route'
import { departmentOf, fits } from './tasks'

/** The sample report, as the demonstration opens it. */
const document = JSON.parse(
  readFileSync(
    new URL('../../../standalone/src/main/resources/demonstration/ecology-2023.json', import.meta.url),
    'utf8',
  ),
) as Report

test('the outline has the chapters of the report, and a chapter of one section is that section', () => {
  const found = chapters(document.sections)
  expect(found.map((chapter) => chapter.sections.length)).toEqual([4, 4, 1, 1])
  expect(found.map((chapter) => isChapter(chapter.sections[0]!))).toEqual([false, false, true, true])
})

test('a line whose parent stands in another section is at the top of its own', () => {
  const of = (section: string): [string, number][] =>
    tree(document.lineItems.filter((line) => line.section === section)).map(({ line, depth }) => [line.key, depth])
  expect(of('1.4').slice(0, 2)).toEqual([
    ['li-total', 0],
    ['li-personnel', 1],
  ])
  expect(of('2.2').slice(0, 2)).toEqual([
    ['li-project.1', 0],
    ['li-project.1.statistics', 1],
  ])
})

test('every line is in the tree once', () => {
  expect(tree(document.lineItems)).toHaveLength(document.lineItems.length)
})

const at = (state: Section['state'], desk: Section['desk'], step: Section['step']): string[] =>
  passages({ state, desk, step } as Section)

test('a section stands at one station, has passed those before and not those after', () => {
  expect(at('IN_REVIEW', 'FINANCE_BUREAU', 'BUDGET_OFFICER')).toEqual([
    'passed', 'passed', 'passed', 'here', 'ahead', 'ahead',
  ])
  expect(at('RETURNED', null, null)[0]).toBe('returned')
  expect(at('DRAFT', null, null)[0]).toBe('here')
  expect(at('APPROVED', 'DEPARTMENT', null).slice(1, 4)).toEqual(['passed', 'waiting', 'ahead'])
  expect(at('CLEARED', null, null)).toEqual(STATIONS.map(() => 'passed'))
})

test('of all changes, those of the section’s text, indicators and money are its content', () => {
  const change = (path: string): Change => ({ path, before: '1', after: '2' })
  const found = contentOf(document, '1.4', [
    change('sections/1.4/blocks/3/text'),
    change('sections/1.4/state'),
    change('sections/1.3/blocks/0/text'),
    change('lineItems/li-total/executed'),
    change('lineItems/li-project.1/executed'),
    change('indicators/ind-01/actual/value'),
  ])
  expect(found.map((each) => (each.of === 'block' ? each.place : each.key))).toEqual([3, 'li-total'])
})

test('a line is not taken for another whose key begins alike', () => {
  const lines = [{ key: 'li-a', section: '1' }, { key: 'li-a.1', section: '1' }] as LineItem[]
  const found = contentOf({ ...document, lineItems: lines }, '1', [
    { path: 'lineItems/li-a.1/executed', before: null, after: '2' },
  ])
  expect(found).toMatchObject([{ of: 'line', key: 'li-a.1', part: 'executed' }])
})

test('filters narrow a box down, and a department is called what its report calls it', () => {
  const task = { fiscalYear: 2023, departmentId: 'a', desk: 'DEPARTMENT', title: 'x', reportTitle: '某局2023年度报告' } as never
  expect(fits(task, { year: 2023, department: null, desk: null })).toBe(true)
  expect(fits(task, { year: 2023, department: 'b', desk: null })).toBe(false)
  expect(fits(task, { year: null, department: null, desk: 'FINANCE_BUREAU' })).toBe(false)
  expect(departmentOf(task)).toBe('某局')
})
