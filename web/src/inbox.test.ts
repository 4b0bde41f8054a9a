import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inbox } from './api/reports'
import { NoAnswer } from './api/problem'

vi.mock('./api/reports', () => ({ inbox: vi.fn() }))
const asked = vi.mocked(inbox)
let mine: typeof import('./inbox')

beforeEach(async () => {
  vi.useFakeTimers()
  vi.resetModules()
  asked.mockReset()
  mine = await import('./inbox')
})
afterEach(() => {
  vi.useRealTimers()
})

test('what was not there once is asked for until it is', async () => {
  asked.mockRejectedValueOnce(new NoAnswer(null)).mockRejectedValueOnce(new NoAnswer(502)).mockResolvedValue([])
  await mine.refreshTodo()
  expect(mine.todo).toMatchObject({ items: null, failure: { status: null } })
  await vi.advanceTimersByTimeAsync(20_000)
  expect(mine.todo).toEqual({ items: [], failure: null })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveBeenCalledTimes(3)
})

test('so it is when something moved, and nobody asked before they looked', async () => {
  await mine.renewTodo()
  expect(asked).not.toHaveBeenCalled()
  asked.mockRejectedValueOnce(new NoAnswer(null)).mockResolvedValue([])
  await mine.refreshTodo()
  await mine.renewTodo()
  expect(mine.todo.items).toEqual([])
})

test('a failure of what was asked for earlier is no more told', async () => {
  let fail = (): void => undefined
  asked.mockReturnValueOnce(new Promise((_, refuse) => (fail = () => refuse(new NoAnswer(null))))).mockResolvedValue([])
  const first = mine.refreshTodo()
  await mine.refreshTodo()
  fail()
  await first
  expect(mine.todo).toEqual({ items: [], failure: null })
})
