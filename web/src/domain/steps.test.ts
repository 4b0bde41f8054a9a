import { beforeEach, expect, test } from 'vitest'
import { Steps } from './steps'

let values: string[][]
let onTheirWay: number[]
let steps: Steps

beforeEach(() => {
  values = [['1', '2'], ['3', '4'], ['5', '6']]
  onTheirWay = []
  steps = new Steps({
    read: ({ row, column }) => values[row]![Number(column)]!,
    write: ({ row, column }, value) => {
      if (onTheirWay.includes(row)) {
        return false
      }
      values[row]![Number(column)] = value
      return true
    },
  })
})

function type(row: number, column: string, ...keys: string[]): void {
  keys.forEach((value) => {
    steps.type({ row, column })
    values[row]![Number(column)] = value
  })
}

test('what is typed into one cell is one step', () => {
  expect(steps.canUndo).toBe(false)
  type(0, '0', '10', '100')
  type(1, '0', '30')
  expect(steps.undo()).toMatchObject({ row: 1, column: '0' })
  expect(values).toEqual([['100', '2'], ['3', '4'], ['5', '6']])
  steps.undo()
  expect(values[0]).toEqual(['1', '2'])
  expect(steps.canUndo).toBe(false)
  expect(steps.undo()).toBeNull()
  steps.redo()
  expect(steps.redo()).toMatchObject({ row: 1, column: '0' })
  expect(values).toEqual([['100', '2'], ['30', '4'], ['5', '6']])
  expect(steps.canRedo).toBe(false)
})

test('a pasted block is one step, also after typing into its first cell', () => {
  type(0, '0', '9')
  expect(steps.fill([{ row: 0, column: '0', value: 'a' }, { row: 0, column: '1', value: 'b' }, { row: 1, column: '0', value: 'c' }])).toBe(0)
  steps.undo()
  expect(values).toEqual([['9', '2'], ['3', '4'], ['5', '6']])
  steps.undo()
  expect(values[0]).toEqual(['1', '2'])
  steps.redo()
  steps.redo()
  expect(values).toEqual([['a', 'b'], ['c', '4'], ['5', '6']])
})

test('a row on its way takes nothing, and that is said', () => {
  onTheirWay = [1]
  expect(steps.fill([{ row: 0, column: '0', value: 'a' }, { row: 1, column: '0', value: 'c' }])).toBe(1)
  expect(values).toEqual([['a', '2'], ['3', '4'], ['5', '6']])
  onTheirWay = [0]
  steps.undo()
  expect(values[0]).toEqual(['a', '2'])
})

test('what a colleague gave meanwhile is not undone', () => {
  type(0, '0', '10')
  type(0, '1', '20')
  steps.pause()
  values[0]![1] = 'theirs'
  steps.undo()
  expect(values[0]).toEqual(['10', 'theirs'])
  steps.undo()
  expect(values[0]).toEqual(['1', 'theirs'])
})

test('what was typed and typed back, or pasted as it stood, is no step', () => {
  type(0, '0', '10', '1')
  steps.pause()
  steps.fill([{ row: 1, column: '1', value: '4' }])
  expect(steps.canUndo).toBe(false)
})

test('a key that changes nothing leaves what can be brought again', () => {
  type(0, '0', '10')
  steps.undo()
  type(1, '0', '3')
  steps.pause()
  expect(steps.redo()).toMatchObject({ row: 0, column: '0' })
  expect(values[0]![0]).toBe('10')
})

test('what is typed after undoing cannot be brought back over', () => {
  type(0, '0', '10')
  steps.undo()
  type(1, '0', '30')
  expect(steps.canRedo).toBe(false)
  expect(steps.redo()).toBeNull()
  expect(values[1]![0]).toBe('30')
})
