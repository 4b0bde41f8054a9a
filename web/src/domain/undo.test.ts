import { expect, test } from 'vitest'
import { Undo } from './undo'

test('typing in one place is one step', () => {
  const text = new Undo('')
  text.change('a', '0')
  text.change('ab', '0')
  text.change('ab, c', '1')
  text.undo()
  expect(text.value).toBe('ab')
  text.undo()
  expect(text.value).toBe('')
  expect(text.canUndo).toBe(false)
  text.redo()
  text.redo()
  expect(text.value).toBe('ab, c')
  expect(text.canRedo).toBe(false)
})

test('after a pause the same place is another step', () => {
  const text = new Undo('')
  text.change('a', '0')
  text.pause()
  text.change('ab', '0')
  text.undo()
  expect(text.value).toBe('a')
})

test('what is written after undoing cannot be brought back over', () => {
  const text = new Undo('')
  text.change('a')
  text.undo()
  text.change('b')
  text.redo()
  expect(text.value).toBe('b')
})
