import { NoAnswer, Problem } from './problem'

/** As long as anybody waits for an answer: readings wait for a version at most five seconds. */
export const ANSWER = 30_000
/** A file is made first, and may be large. */
export const FILE = 300_000

/**
 * One request and the reading of its whole answer. What breaks on the way, or is silent for too long, is no answer, wherever it
 * broke: after its headers too nobody knows what it would have said. `heard` begins the waiting anew.
 */
export async function answered<T>(patience: number, request: (signal: AbortSignal, heard: () => void) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => stop.abort(), patience)
  }
  wait()
  try {
    return await request(stop.signal, wait)
  } catch (failure) {
    throw failure instanceof Problem || failure instanceof NoAnswer ? failure : new NoAnswer(null)
  } finally {
    clearTimeout(timer)
  }
}
