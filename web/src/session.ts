import { computed, reactive } from 'vue'
import { ask, onSessionEnd } from './api/client'
import type { Person, Role } from './api/types'

/** Who is signed in, as far as this window knows. */
const state = reactive<{ who: Person | null; known: boolean; ended: boolean }>({
  who: null,
  known: false,
  ended: false,
})

let resume: (() => void)[] = []

export const who = computed(() => state.who)
/** The session ended under somebody's hands: they are asked to sign in again where they are. */
export const ended = computed(() => state.ended)

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

/** Reports are shown to none of the three administrators. */
export function readsReports(): boolean {
  return state.who !== null && state.who.roles.some((role) => !isAdministrators(role))
}

/** Where somebody's day begins: every one lands where there is something to do or to read. */
export function firstScreen(): 'workbench' | 'reports' | 'journal' | 'stopped' | 'duties' {
  if (readsReports()) {
    return holds('AUDITOR') && state.who!.roles.length === 1 ? 'reports' : 'workbench'
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
  const before = state.who?.id
  const answer = await ask<{ user: Person }>({
    method: 'POST',
    path: '/api/session',
    body: { username, password },
  })
  state.known = true
  if (state.ended && before !== undefined && before !== answer.user.id) {
    // what is open here is somebody else's work
    window.location.assign('/')
    return
  }
  state.who = answer.user
  state.ended = false
  resume.splice(0).forEach((go) => go())
}

export async function signOut(): Promise<void> {
  await ask({ method: 'DELETE', path: '/api/session' })
  forget()
}

function forget(): void {
  state.who = null
  state.ended = false
  resume = []
}

/** Gives up what was open here. */
export function leave(): void {
  forget()
  window.location.assign('/sign-in')
}

onSessionEnd(
  () =>
    new Promise((go) => {
      state.ended = true
      resume.push(go)
    }),
)
