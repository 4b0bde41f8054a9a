import type { Line } from '../live'

/**
 * Opens the stream of what moves. A request and no EventSource: that one tells no status, so it cannot know that nobody is
 * signed in, and it forgets where it was when a window is hidden.
 */
export async function listen(last: string | null, signal: AbortSignal): Promise<Line> {
  const answer = await fetch('/api/live', {
    headers: { Accept: 'text/event-stream', ...(last === null ? {} : { 'Last-Event-ID': last }) },
    credentials: 'same-origin',
    cache: 'no-store',
    signal,
  })
  return answer.ok && answer.body !== null ? { text: texts(answer.body) } : { refused: answer.status }
}

async function* texts(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    yield decoder.decode(part.value, { stream: true })
  }
}
