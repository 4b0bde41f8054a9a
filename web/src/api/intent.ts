import { reactive } from 'vue'
import { ask, type Call } from './client'
import { NoAnswer, Problem } from './problem'

/** What every command answers. */
export interface Done {
  reportId: string
  version: number
  revisionId?: string
}

/** Attempts by itself, before it asks a person whether to go on. */
const PAUSES = [1_000, 2_000, 4_000, 8_000]
/** However long each attempt was: after so long they are asked. */
const LONGEST = 60_000

/** Whether some command waits for the connection to come back. */
export const line = reactive({ waiting: 0 })

/** Something a person means to do once. */
export interface Intent {
  /** Throws {@link NoAnswer} where the connection stays away: carry it out again to go on with the same key. */
  carryOut(): Promise<Done>
}

/**
 * Carries one key through every attempt, so that an answer that was lost on its way back is asked for again and
 * nothing is done twice.
 */
export function intent(method: 'POST' | 'PUT', path: string, body: unknown): Intent {
  const call: Call = { method, path, body, key: key() }
  return {
    async carryOut() {
      const begun = Date.now()
      let waits = 0
      try {
        for (let attempt = 0; ; attempt++) {
          try {
            return await ask<Done>(call)
          } catch (failure) {
            const pause = PAUSES[attempt]
            if (pause === undefined || !isPassing(failure) || Date.now() - begun > LONGEST) {
              throw failure
            }
            line.waiting += 1 - waits
            waits = 1
            await until(failure instanceof Problem ? (failure.retryAfter ?? 1) * 1_000 : pause)
          }
        }
      } finally {
        line.waiting -= waits
      }
    },
  }
}

/** A random UUID, also where the page came without TLS and `crypto.randomUUID` is not there. */
export function key(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function isPassing(failure: unknown): boolean {
  return (
    failure instanceof NoAnswer ||
    (failure instanceof Problem && (failure.status === 503 || failure.status === 502))
  )
}

/** The pause, cut short by the browser's word that the line is back. */
function until(pause: number): Promise<void> {
  return new Promise((resume) => {
    const go = (): void => {
      window.removeEventListener('online', go)
      clearTimeout(timer)
      resume()
    }
    const timer = setTimeout(go, pause)
    window.addEventListener('online', go)
  })
}
