import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EventReader } from './domain/events'
import { Live, type Line, type News } from './live'

/** A line as the test speaks on it. */
class Spoken {
  private parts: string[] = []
  private go: () => void = () => undefined
  private over = false

  constructor(readonly last: string | null, readonly signal: AbortSignal) {
    signal.addEventListener('abort', () => this.end())
  }

  say(text: string): void {
    this.parts.push(text)
    this.go()
  }

  end(): void {
    this.over = true
    this.go()
  }

  async *text(): AsyncGenerator<string> {
    while (!this.over || this.parts.length > 0) {
      const part = this.parts.shift()
      if (part !== undefined) {
        yield part
      } else {
        await new Promise<void>((go) => (this.go = go))
      }
    }
  }
}

let lines: Spoken[]
let refusals: number[]
let heard: News[]
let live: Live

beforeEach(() => {
  vi.useFakeTimers()
  lines = []
  refusals = []
  heard = []
  live = new Live(
    async (last, signal): Promise<Line> => {
      const refused = refusals.shift()
      if (refused === 0) {
        throw new TypeError('no line')
      }
      if (refused !== undefined) {
        return { refused }
      }
      const line = new Spoken(last, signal)
      lines.push(line)
      line.say('retry: 3000\n\n')
      return { text: line.text() }
    },
    (news) => heard.push(news),
  )
})
afterEach(() => {
  live.rest()
  vi.useRealTimers()
})

const moved = (report: string, version: number): string => `event: moved\ndata: ${JSON.stringify({ reportId: report, version })}\n\n`

test('events are read however the stream is cut', () => {
  const reader = new EventReader()
  const text = `${moved('甲', 3)}: \nid: a.7\n\nevent: reset\r\ndata: {}\r\n\r\n`
  const read = [...text].flatMap((character) => reader.take(character))
  expect(read.map(({ name, id }) => [name, id])).toEqual([
    ['moved', null],
    ['message', 'a.7'],
    ['reset', null],
  ])
  expect(read[0]?.data).toBe('{"reportId":"甲","version":3}')
})

test('what comes together is told together', async () => {
  live.begin()
  await vi.advanceTimersByTimeAsync(0)
  lines[0]!.say(moved('a', 1) + moved('b', 4))
  lines[0]!.say(moved('a', 2))
  await vi.advanceTimersByTimeAsync(400)
  expect(heard).toEqual([{ all: false, moved: new Map([['a', 2], ['b', 4]]) }])
  lines[0]!.say('event: inbox\ndata: {}\n\n')
  await vi.advanceTimersByTimeAsync(400)
  expect(heard[1]).toEqual({ all: false, moved: new Map() })
  lines[0]!.say('event: reset\ndata: {}\n\n')
  await vi.advanceTimersByTimeAsync(400)
  expect(heard[2]?.all).toBe(true)
})

test('a sign of life is no news', async () => {
  live.begin()
  await vi.advanceTimersByTimeAsync(0)
  for (let n = 0; n < 10; n++) {
    lines[0]!.say(`: \nid: a.${n}\n\n`)
    await vi.advanceTimersByTimeAsync(20_000)
  }
  expect(heard).toEqual([])
  expect(lines).toHaveLength(1)
  expect(live.state.value).toBe('open')
})

test('a line that broke is opened again from where it was, and a blink is not shown', async () => {
  live.begin()
  await vi.advanceTimersByTimeAsync(0)
  lines[0]!.say(`${moved('a', 1)}id: a.7\n\n`)
  await vi.advanceTimersByTimeAsync(0)
  lines[0]!.end()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(lines[1]?.last).toBe('a.7')
  expect(live.state.value).toBe('open')
})

test('a line that stays away is shown, tried less and less often, and at once when the browser has one', async () => {
  live.begin()
  await vi.advanceTimersByTimeAsync(0)
  refusals = Array.from({ length: 50 }, () => 0)
  lines[0]!.end()
  await vi.advanceTimersByTimeAsync(3_000)
  expect(live.state.value).toBe('open')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(live.state.value).toBe('lost')
  expect(refusals.length).toBeGreaterThan(40)
  refusals = []
  live.wake()
  await vi.advanceTimersByTimeAsync(0)
  expect(live.state.value).toBe('open')
})

test('a line that went dead without a word is given up', async () => {
  live.begin()
  await vi.advanceTimersByTimeAsync(55_000)
  expect(lines[0]?.signal.aborted).toBe(true)
  expect(lines).toHaveLength(2)
})

test('a line that the browser says is down is given up at once', async () => {
  live.begin()
  await vi.advanceTimersByTimeAsync(0)
  refusals = Array.from({ length: 50 }, () => 0)
  live.cut()
  await vi.advanceTimersByTimeAsync(7_000)
  expect(live.state.value).toBe('lost')
})

test('whoever is signed out is not asked for again until they are back', async () => {
  refusals = [401]
  live.begin()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(live.state.value).toBe('signed-out')
  expect(lines).toHaveLength(0)
  live.begin()
  await vi.advanceTimersByTimeAsync(0)
  expect(live.state.value).toBe('open')
})

test('whoever has too many windows waits half a minute', async () => {
  refusals = [429]
  live.begin()
  await vi.advanceTimersByTimeAsync(29_000)
  expect(lines).toHaveLength(0)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(lines).toHaveLength(1)
})

test('nobody who looks away listens, and they go on from there', async () => {
  live.begin()
  await vi.advanceTimersByTimeAsync(0)
  lines[0]!.say('id: a.9\n\n')
  await vi.advanceTimersByTimeAsync(0)
  live.rest()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(lines).toHaveLength(1)
  expect(lines[0]?.signal.aborted).toBe(true)
  expect(live.state.value).toBe('off')
  live.begin()
  await vi.advanceTimersByTimeAsync(0)
  expect(lines[1]?.last).toBe('a.9')
})
