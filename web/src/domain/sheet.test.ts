import { expect, test } from 'vitest'
import { cells, step } from './sheet'

test('a block of cells comes as Excel puts it on the clipboard', () => {
  expect(cells('2,781\t人次\r\n69\t家\r\n')).toEqual([
    ['2,781', '人次'],
    ['69', '家'],
  ])
})

test('a quoted cell keeps its line break, its tab and its quotes', () => {
  expect(cells('"甲\n乙"\t"他说""好""\t。"\n1\t2')).toEqual([
    ['甲\n乙', '他说"好"\t。'],
    ['1', '2'],
  ])
})

test('a quote inside a cell is a quote', () => {
  expect(cells('5" 管\t3')).toEqual([['5" 管', '3']])
})

test('an empty cell is a cell', () => {
  expect(cells('\t1\n2\t')).toEqual([
    ['', '1'],
    ['2', ''],
  ])
})

test('arrows and Enter lead up and down within the sheet', () => {
  const size = { rows: 3, columns: 2 }
  expect(step('Enter', { row: 0, column: 1 }, size)).toEqual({ row: 1, column: 1 })
  expect(step('ArrowDown', { row: 2, column: 0 }, size)).toBeNull()
  expect(step('ArrowUp', { row: 2, column: 0 }, size)).toEqual({ row: 1, column: 0 })
  expect(step('ArrowUp', { row: 0, column: 0 }, size)).toBeNull()
  expect(step('x', { row: 0, column: 0 }, size)).toBeNull()
})
