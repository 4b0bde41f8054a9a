import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { NoAnswer, Problem } from './api/problem'
import { Keeper, patiently, type Shelf } from './keeper'

interface Written {
  content: string
  basedOn: number | null
  atTheEnd: boolean
}

/** A shelf as the server is: each write has a number of its own, and what was not seen is not overwritten. */
class Shelved implements Shelf {
  writes: Written[] = []
  dropped: number[] = []
  droppedAtTheEnd: number[] = []
  failures: unknown[] = []
  pause: Promise<void> = Promise.resolve()
  private last = 0

  async keep(content: string, basedOn: number | null, atTheEnd: boolean): Promise<{ revision: number; keptAt: string }> {
    this.writes.push({ content, basedOn, atTheEnd })
    await this.pause
    const failure = this.failures.shift()
    if (failure !== undefined) {
      throw failure
    }
    return { revision: ++this.last, keptAt: '2026-11-25T10:00:00Z' }
  }

  async drop(revision: number, atTheEnd: boolean): Promise<void> {
    this.dropped.push(revision)
    if (atTheEnd) {
      this.droppedAtTheEnd.push(revision)
    }
  }
}

let shelf: Shelved
let keeper: Keeper

beforeEach(() => {
  vi.useFakeTimers()
  shelf = new Shelved()
  keeper = new Keeper(shelf)
  keeper.begin(null)
})
afterEach(() => {
  vi.useRealTimers()
})

function problem(status: number, code: string): Problem {
  return new Problem(status, code, `说明：${code}`, 'q-1', [], null)
}

test('keys that follow each other are one write, after a pause', async () => {
  for (const text of ['一', '一是', '一是完']) {
    keeper.typed(text)
    await vi.advanceTimersByTimeAsync(1_000)
  }
  expect(shelf.writes).toEqual([])
  expect(keeper.state.value).toEqual({ is: 'waiting' })
  await vi.advanceTimersByTimeAsync(600)
  expect(shelf.writes).toEqual([{ content: '一是完', basedOn: null, atTheEnd: false }])
  expect(keeper.state.value.is).toBe('kept')
  expect(keeper.isKept).toBe(true)
})

test('what was saved is no draft any more at once', async () => {
  keeper.typed('一')
  await vi.advanceTimersByTimeAsync(1_500)
  keeper.typed(null)
  await vi.advanceTimersByTimeAsync(0)
  expect(shelf.dropped).toEqual([1])
  expect(keeper.state.value).toEqual({ is: 'none' })
})

test('also while a write of it is still on its way', async () => {
  let go = (): void => undefined
  shelf.pause = new Promise((resume) => (go = resume))
  keeper.typed('一')
  await vi.advanceTimersByTimeAsync(1_500)
  keeper.typed(null)
  go()
  await vi.advanceTimersByTimeAsync(1)
  expect(shelf.dropped).toEqual([1])
})

test('and when the window is closed right after', async () => {
  keeper.typed('一')
  await vi.advanceTimersByTimeAsync(1_500)
  keeper.typed(null)
  await keeper.flush(true)
  expect(shelf.droppedAtTheEnd).toEqual([1])
})

test('who never pauses is kept every few seconds all the same', async () => {
  for (let n = 0; n < 60; n++) {
    keeper.typed(`字${n}`)
    await vi.advanceTimersByTimeAsync(200)
  }
  expect(shelf.writes.length).toBeGreaterThanOrEqual(2)
})

test('each write names the one before, and they never overlap', async () => {
  let go = (): void => undefined
  shelf.pause = new Promise((resume) => (go = resume))
  keeper.typed('一')
  await vi.advanceTimersByTimeAsync(2_000)
  keeper.typed('一二')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(shelf.writes).toHaveLength(1)
  go()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(shelf.writes[1]).toEqual({ content: '一二', basedOn: 1, atTheEnd: false })
})

test('a line that breaks is tried again until what was typed last is kept', async () => {
  shelf.failures = [new NoAnswer(null), new NoAnswer(502), problem(503, 'unavailable')]
  keeper.typed('一')
  await vi.advanceTimersByTimeAsync(1_500)
  expect(keeper.state.value).toEqual({ is: 'retrying' })
  expect(keeper.isKept).toBe(false)
  keeper.typed('一二')
  await vi.advanceTimersByTimeAsync(30_000)
  expect(shelf.writes).toHaveLength(4)
  expect(shelf.writes.at(-1)?.content).toBe('一二')
  expect(keeper.state.value.is).toBe('kept')
})

test('when the line is back it is kept at once', async () => {
  shelf.failures = [new NoAnswer(null)]
  keeper.typed('一')
  await vi.advanceTimersByTimeAsync(1_500)
  await keeper.flush()
  expect(keeper.state.value.is).toBe('kept')
})

test('what another window wrote is not overwritten until somebody decides', async () => {
  shelf.failures = [problem(409, 'draft-conflict')]
  keeper.typed('我的')
  await vi.advanceTimersByTimeAsync(1_500)
  expect(keeper.state.value).toEqual({ is: 'elsewhere' })
  keeper.typed('我的稿')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(shelf.writes).toHaveLength(1)
  keeper.goOn(17)
  await vi.advanceTimersByTimeAsync(0)
  expect(shelf.writes.at(-1)).toEqual({ content: '我的稿', basedOn: 17, atTheEnd: false })
})

test('a refusal is told, and not repeated until something else is typed', async () => {
  shelf.failures = [problem(413, 'too-large')]
  keeper.typed('很长')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(keeper.state.value).toEqual({ is: 'refused', sentence: '说明：too-large', requestId: 'q-1' })
  expect(shelf.writes).toHaveLength(1)
  keeper.typed('短')
  await vi.advanceTimersByTimeAsync(1_500)
  expect(keeper.state.value.is).toBe('kept')
})

test('without a session it waits until somebody is signed in again', async () => {
  shelf.failures = [problem(401, 'not-signed-in')]
  keeper.typed('一')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(keeper.state.value).toEqual({ is: 'signed-out' })
  expect(shelf.writes).toHaveLength(1)
  keeper.goOn()
  await vi.advanceTimersByTimeAsync(0)
  expect(keeper.state.value.is).toBe('kept')
})

test('nothing is kept before it is known what is there', async () => {
  const waiting = new Keeper(shelf)
  waiting.typed('一')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(shelf.writes).toEqual([])
  waiting.begin(5)
  await vi.advanceTimersByTimeAsync(1_500)
  expect(shelf.writes[0]?.basedOn).toBe(5)
})

test('the last keys are sent when the page goes away', async () => {
  keeper.typed('一')
  await keeper.flush(true)
  expect(shelf.writes).toEqual([{ content: '一', basedOn: null, atTheEnd: true }])
})

test('whoever goes elsewhere leaves the draft behind, to the last key', async () => {
  let go = (): void => undefined
  shelf.pause = new Promise((resume) => (go = resume))
  keeper.typed('一')
  await vi.advanceTimersByTimeAsync(2_000)
  keeper.typed('一二')
  const left = keeper.leave()
  go()
  await left
  await vi.advanceTimersByTimeAsync(60_000)
  expect(shelf.writes.map(({ content }) => content)).toEqual(['一', '一二'])
  expect(shelf.dropped).toEqual([])
})

test('what was saved leaves no draft, not even one that was on its way', async () => {
  let go = (): void => undefined
  shelf.pause = new Promise((resume) => (go = resume))
  keeper.typed('一')
  await vi.advanceTimersByTimeAsync(2_000)
  keeper.typed('一二')
  const settled = keeper.settle()
  go()
  await settled
  await vi.advanceTimersByTimeAsync(60_000)
  expect(shelf.writes).toHaveLength(1)
  expect(shelf.dropped).toEqual([1])
})

test('who takes everything back has no draft', async () => {
  keeper.typed('一')
  await vi.advanceTimersByTimeAsync(1_500)
  keeper.typed(null)
  await vi.advanceTimersByTimeAsync(1_500)
  expect(shelf.dropped).toEqual([1])
  expect(keeper.state.value).toEqual({ is: 'none' })
})

test('what cannot be read is asked for less and less often, and no longer than somebody wants to know', async () => {
  let asked = 0
  let wanted = true
  const read = patiently(
    async () => {
      if (++asked < 4) {
        throw new NoAnswer(null)
      }
      return null
    },
    () => wanted,
  )
  await vi.advanceTimersByTimeAsync(5_000)
  expect(asked).toBe(2)
  await vi.advanceTimersByTimeAsync(9_000)
  expect(await read).toBeNull()
  expect(asked).toBe(4)
  wanted = false
  expect(await patiently(async () => asked++, () => wanted)).toBeUndefined()
  expect(asked).toBe(4)
})
