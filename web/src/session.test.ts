import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const CHEN = { id: 'chen', name: '陈晓岚', organisation: { id: 'o', name: '局' }, post: '科员', roles: ['DRAFTER'] }
const LIN = { ...CHEN, id: 'lin', name: '林子健' }

/** Whose the browser's session is, whoever sits at which window. */
let user: typeof CHEN | null
let down: boolean
let sent: { method: string; path: string; person: string | undefined }[]
let went: string[]
let others: BroadcastChannel
let heard: number
const channels: BroadcastChannel[] = []
let session: typeof import('./session')

function problem(status: number, code: string): Response {
  const headers = { 'Content-Type': 'application/problem+json' }
  return new Response(JSON.stringify({ code, detail: '说明', requestId: 'q' }), { status, headers })
}

function answer(method: string, path: string, person: string | undefined): Response {
  if (person !== undefined && user !== null && user.id !== person) {
    return problem(403, 'not-permitted')
  }
  if (path === '/api/session') {
    user = method === 'DELETE' ? null : user
    return method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json({ user })
  }
  return user === null ? problem(401, 'not-signed-in') : Response.json({ version: 1 })
}

beforeEach(async () => {
  vi.resetModules()
  user = CHEN
  down = false
  sent = []
  went = []
  heard = 0
  const Channel = BroadcastChannel
  vi.stubGlobal(
    'BroadcastChannel',
    class extends Channel {
      constructor(name: string) {
        super(name)
        channels.push(this)
      }
    },
  )
  session = await import('./session')
  vi.stubGlobal('document', { cookie: 'XSRF-TOKEN=t' })
  vi.stubGlobal('window', { location: { assign: (to: string) => went.push(to) } })
  vi.stubGlobal('fetch', async (path: string, { method, headers }: { method: string; headers: Record<string, string> }) => {
    sent.push({ method, path, person: headers['X-Liuhen-Person'] })
    if (down) {
      throw new TypeError('no line')
    }
    return answer(method, path, headers['X-Liuhen-Person'])
  })
  others = new BroadcastChannel('liuhen.session')
  others.onmessage = () => heard++
  await session.whoIsThere()
})
afterEach(() => {
  channels.splice(0).forEach((each) => each.close())
  vi.unstubAllGlobals()
})

const command = async (): Promise<unknown> => (await import('./api/client')).ask({ method: 'POST', path: '/api/reports/r/forward', body: {} })

test('what is done says in whose name, and signing in does not', async () => {
  await command()
  await session.signIn('chen', 'x')
  expect(sent.filter(({ method }) => method === 'POST').map(({ person }) => person)).toEqual(['chen', undefined])
})

test('whoever signs in or out here tells the other windows', async () => {
  await session.signIn('chen', 'x')
  await session.signOut()
  await vi.waitFor(() => expect(heard).toBe(2))
})

test('where somebody else signed in beside it, a window says so and does nothing in their name', async () => {
  user = LIN
  others.postMessage(null)
  await vi.waitFor(() => expect(session.other.value?.id).toBe('lin'))
  expect(session.who.value?.id).toBe('chen')
  await expect(command()).rejects.toMatchObject({ code: 'not-permitted' })
  user = CHEN
  others.postMessage(null)
  await vi.waitFor(() => expect(session.other.value).toBeNull())
})

test('whoever was not told finds out by what is refused', async () => {
  user = LIN
  await expect(command()).rejects.toMatchObject({ code: 'not-permitted' })
  await vi.waitFor(() => expect(session.other.value?.id).toBe('lin'))
})

test('the same person signing in at another window goes on here', async () => {
  user = null
  const waiting = command()
  await vi.waitFor(() => expect(session.ended.value).toBe(true))
  user = CHEN
  others.postMessage(null)
  await waiting
  expect(session.ended.value).toBe(false)
  expect(session.renewals.value).toBe(1)
})

test('signing out at another window stops what renews itself here, and asks for nothing', async () => {
  user = null
  others.postMessage(null)
  await vi.waitFor(() => expect(session.away.value).toBe(true))
  expect(session.ended.value).toBe(false)
  expect(session.who.value?.id).toBe('chen')
})

test('whoever could not be signed out is still there', async () => {
  down = true
  await expect(session.signOut()).rejects.toThrow()
  expect(session.who.value?.id).toBe('chen')
  expect(heard).toBe(0)
})

test('somebody else who signs in again here leaves the page, even after signing out', async () => {
  await session.signOut()
  expect(session.who.value?.id).toBe('chen')
  user = LIN
  await session.signIn('lin', 'x')
  expect(went).toEqual(['/'])
})
