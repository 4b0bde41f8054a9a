import { ANSWER, answered } from './patience'
import { NoAnswer, Problem } from './problem'

/** One request as it is sent, as often as need be. */
export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  body?: unknown
  key?: string
  /** How the answer is read, where it is not JSON. */
  read?: (answer: Response) => Promise<unknown>
  /** Whether it is to be sent even where the page goes away. */
  keepalive?: boolean
  /** How long its answer may take. */
  patience?: number
  /** Whether it is asked without anybody's doing: it is no use of the session. */
  unattended?: boolean
}

/** What this window knows of its session. */
export interface Standing {
  /** In whose name it does things. */
  person(): string | null
  /** The session has ended: returns once somebody is signed in again. */
  renew(): Promise<void>
  /** It may have become somebody else's. */
  doubt(): void
}

let standing: Standing = { person: () => null, renew: () => Promise.resolve(), doubt: () => undefined }

export function standFor(given: Standing): void {
  standing = given
}

/** Asks and answers; a session that has ended is renewed in between, so that nothing typed is lost. */
export async function ask<T>(call: Call): Promise<T> {
  for (let renewed = false; ; renewed = true) {
    try {
      return await send<T>(call)
    } catch (problem) {
      if (renewed || !(problem instanceof Problem)) {
        throw problem
      }
      if (problem.code === 'not-signed-in' && call.path !== '/api/session') {
        await standing.renew()
      } else if (isForeignToken(problem)) {
        await send({ method: 'GET', path: '/api/session' })
      } else {
        throw problem
      }
    }
  }
}

/** The same for what is done by itself: nobody is asked to sign in for it. */
export async function quietly<T>(call: Call): Promise<T> {
  try {
    return await send<T>(call)
  } catch (problem) {
    if (!(problem instanceof Problem) || !isForeignToken(problem)) {
      throw problem
    }
    await send({ method: 'GET', path: '/api/session' })
    return send<T>(call)
  }
}

/** Sends once. */
export async function send<T>(call: Call): Promise<T> {
  if (call.method !== 'GET' && token() === null) {
    await send({ method: 'GET', path: '/api/session' })
  }
  return answered(call.patience ?? ANSWER, async (signal) => {
    const answer = await attempt(call, signal)
    if (answer.ok) {
      return (answer.status === 204 ? undefined : await (call.read?.(answer) ?? answer.json())) as T
    }
    const problem = await Problem.of(answer)
    if (problem?.code === 'not-permitted' && person(call) !== null && !isForeignToken(problem)) {
      standing.doubt()
    }
    throw problem ?? new NoAnswer(answer.status)
  })
}

/** Whoever signs in says who they are by their password. */
function person({ method, path }: Call): string | null {
  return method === 'GET' || (method === 'POST' && path === '/api/session') ? null : standing.person()
}

function attempt(call: Call, signal: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (call.method !== 'GET') {
    headers['X-XSRF-TOKEN'] = token() ?? ''
  }
  const whose = person(call)
  if (whose !== null) {
    headers['X-Liuhen-Person'] = whose
  }
  if (call.unattended) {
    headers['X-Unattended'] = 'true'
  }
  if (call.body !== undefined) {
    headers['Content-Type'] = 'application/json'
  }
  if (call.key !== undefined) {
    headers['Idempotency-Key'] = call.key
  }
  return fetch(call.path, {
    method: call.method,
    headers,
    signal,
    credentials: 'same-origin',
    cache: 'no-store',
    keepalive: call.keepalive ?? false,
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  })
}

function token(): string | null {
  const found = document.cookie.split('; ').find((cookie) => cookie.startsWith('XSRF-TOKEN='))
  return found === undefined ? null : decodeURIComponent(found.slice('XSRF-TOKEN='.length))
}

/** The token is another window's or another session's: the next answer brings the valid one. */
function isForeignToken(problem: Problem): boolean {
  return problem.status === 403 && problem.detail.includes('XSRF-TOKEN')
}
