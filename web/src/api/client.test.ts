import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ask, send } from './client'
import { intent } from './intent'
import { NoAnswer, Problem } from './problem'

/** How the line answers, one after the other. */
let answers: ((signal: AbortSignal) => Promise<Response>)[]
let keys: (string | undefined)[]

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', { cookie: 'XSRF-TOKEN=t' })
  vi.stubGlobal('window', new EventTarget())
  answers = []
  keys = []
  vi.stubGlobal('fetch', (_: string, { headers, signal }: { headers: Record<string, string>; signal: AbortSignal }) => {
    keys.push(headers['Idempotency-Key'])
    return answers.shift()!(signal)
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function body(text: string, cut: boolean, signal: AbortSignal | null = null): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(stream) {
      stream.enqueue(new TextEncoder().encode(text))
      if (signal !== null) {
        signal.addEventListener('abort', () => stream.error(new DOMException('', 'AbortError')))
      } else if (cut) {
        stream.error(new TypeError('network error'))
      } else {
        stream.close()
      }
    },
  })
}

const done = async (): Promise<Response> => new Response('{"reportId":"r","version":7}')
const cutShort = async (): Promise<Response> => new Response(body('{"reportId":"r","ver', true))
const problem = { 'Content-Type': 'application/problem+json' }
const silent = (signal: AbortSignal): Promise<Response> =>
  new Promise((_, refuse) => signal.addEventListener('abort', () => refuse(new DOMException('', 'AbortError'))))

test('an answer that breaks in its body is no answer, and is asked for again under the same key', async () => {
  answers = [cutShort, done]
  const carried = intent('POST', '/api/reports/r/forward', {}).carryOut()
  await vi.advanceTimersByTimeAsync(1_000)
  expect((await carried).version).toBe(7)
  expect(new Set(keys).size).toBe(1)
  expect(keys).toHaveLength(2)
})

test('so is a refusal whose words did not arrive, and what is no JSON at all', async () => {
  for (const answer of [
    new Response(body('{"code":"wrong', true), { status: 409, headers: problem }),
    new Response('{"code":', { status: 409, headers: problem }),
    new Response('<html>请先登录无线网络</html>'),
  ]) {
    answers = [async () => answer]
    await expect(send({ method: 'POST', path: '/api/reports' })).rejects.toBeInstanceOf(NoAnswer)
  }
})

test('a refusal that arrived is the server’s own', async () => {
  answers = [async () => new Response('{"code":"wrong-state","detail":"不能办理。"}', { status: 409, headers: problem })]
  await expect(ask({ method: 'GET', path: '/api/reports' })).rejects.toBeInstanceOf(Problem)
})

test('a line that is silent is given up after half a minute, before the answer or in it', async () => {
  for (const answer of [silent, async (signal: AbortSignal) => new Response(body('{"items":[', true, signal))]) {
    answers = [answer]
    const asked = expect(ask({ method: 'GET', path: '/api/reports' })).rejects.toBeInstanceOf(NoAnswer)
    await vi.advanceTimersByTimeAsync(30_000)
    await asked
  }
})

test('what takes its time is waited for', async () => {
  answers = [() => new Promise((go) => setTimeout(() => go(new Response('{}')), 29_000))]
  const asked = ask({ method: 'GET', path: '/api/reports/r?minVersion=9' })
  await vi.advanceTimersByTimeAsync(29_000)
  expect(await asked).toEqual({})
})

test('nobody is kept waiting for minutes: after one, they are asked', async () => {
  answers = [silent, silent, silent, silent, silent]
  const carried = expect(intent('POST', '/api/reports/r/forward', {}).carryOut()).rejects.toBeInstanceOf(NoAnswer)
  await vi.advanceTimersByTimeAsync(70_000)
  await carried
  expect(keys).toHaveLength(2)
})
