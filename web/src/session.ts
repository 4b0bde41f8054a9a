import { computed, reactive, ref } from 'vue'
import { ask, quietly, standFor } from './api/client'
import type { Person, Role } from './api/types'

/** Who is signed in, as far as this window knows. */
const state = reactive<{ who: Person | null; known: boolean; away: boolean; ended: boolean; other: Person | null }>({
  who: null,
  known: false,
  away: false,
  ended: false,
  other: null,
})

const resume: (() => void)[] = []

/** How often somebody was found to be signed in again: what waited for that goes on. */
export const renewals = ref(0)

export const who = computed(() => state.who)
/** The session ended under somebody's hands: they are asked to sign in again where they are. */
export const ended = computed(() => state.ended)
/** The session ended, and nothing was asked for since: what is shown does not renew itself any more. */
export const away = computed(() => state.away)
/** Somebody else has signed in in this browser: what is open here is not theirs. */
export const other = computed(() => state.other)

export const ADMINISTRATORS = ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN'] as const satisfies readonly Role[]

export function holds(...roles: Role[]): boolean {
  return state.who !== null && roles.some((role) => state.who!.roles.includes(role))
}

function isAdministrators(role: Role): boolean {
  return ADMINISTRATORS.some((each) => each === role)
}

/** Whoever looks after many reports, or answers for their department's. */
export function seesBoard(): boolean {
  return holds('DIRECTOR', 'BUDGET_OFFICER', 'PERFORMANCE_OFFICER', 'CONGRESS_REVIEWER', 'AUDITOR')
}

/** Whoever writes or decides; an auditor only reads. */
export function acts(): boolean {
  return holds('DRAFTER', 'SECTION_HEAD', 'DIRECTOR', 'BUDGET_OFFICER', 'PERFORMANCE_OFFICER', 'CONGRESS_REVIEWER')
}

/** Reports are shown to none of the three administrators. */
export function readsReports(): boolean {
  return state.who !== null && state.who.roles.some((role) => !isAdministrators(role))
}

/** Where somebody's day begins: every one lands where there is something to do or to read. */
export function firstScreen(): 'workbench' | 'reports' | 'journal' | 'stopped' | 'duties' {
  if (readsReports()) {
    return acts() ? 'workbench' : 'reports'
  }
  return holds('SYSTEM_ADMIN') ? 'stopped' : holds('AUDIT_ADMIN') ? 'journal' : 'duties'
}

export async function whoIsThere(): Promise<Person | null> {
  if (!state.known) {
    state.who = (await ask<{ user: Person | null }>({ method: 'GET', path: '/api/session' })).user
    state.known = true
  }
  return state.who
}

export async function signIn(username: string, password: string): Promise<void> {
  const { user } = await ask<{ user: Person }>({
    method: 'POST',
    path: '/api/session',
    body: { username, password },
  })
  windows.postMessage(null)
  if (state.who !== null && state.who.id !== user.id) {
    // what is open here is somebody else's work
    window.location.assign('/')
    return
  }
  goOn(user)
}

/** Ends the session and nothing else: whoever is here stays it until the page is gone. */
export async function signOut(): Promise<void> {
  await ask({ method: 'DELETE', path: '/api/session' })
  windows.postMessage(null)
}

/** Gives up what was open here. */
export function leave(): void {
  window.location.assign('/sign-in')
}

/** Asks them to sign in again where they are. */
export function renew(): Promise<void> {
  return new Promise((go) => {
    state.ended = true
    resume.push(go)
  })
}

/** Nothing is shown any more as it becomes, until somebody signs in again. */
export function goAway(): void {
  state.away = true
}

function goOn(user: Person): void {
  Object.assign(state, { who: user, known: true, away: false, ended: false, other: null })
  renewals.value++
  resume.splice(0).forEach((go) => go())
}

/** Another window signed in or out, or what was done here was refused: whose is the session now? */
async function look(): Promise<void> {
  if (state.who === null) {
    state.known = false
    return
  }
  const { user } = await quietly<{ user: Person | null }>({ method: 'GET', path: '/api/session', unattended: true })
  if (user === null) {
    Object.assign(state, { away: true, other: null })
  } else if (user.id === state.who.id) {
    goOn(user)
  } else {
    state.other = user
  }
}

const looking = (): void => void look().catch(() => undefined)

/** The windows of this browser have one session: each tells the others when it changes. */
const windows = new BroadcastChannel('liuhen.session')
windows.onmessage = looking

standFor({ person: () => state.who?.id ?? null, renew, doubt: looking })
