import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { sealedPackage } from './api/audit'
import { Problem } from './api/problem'
import { trail } from './api/reports'
import type { Report } from './api/types'
import type { Result } from './seal/verify'

const KEPT = 'liuhen.policy'
const AT_ONCE = 50
/** A seal takes a second. */
const TRIES = 4
const BETWEEN = 1_000

/** The rules this browser keeps for its auditor: whom to believe is not for the server to say. */
export function keptPolicy(): string {
  return localStorage.getItem(KEPT) ?? ''
}

export function keepPolicy(text: string): void {
  if (text.trim() === '') {
    localStorage.removeItem(KEPT)
  } else {
    localStorage.setItem(KEPT, text)
  }
}

/** One verification under way. */
export interface Proving {
  bytes: Ref<number>
  done: Ref<number>
  all: Ref<number>
  running: Ref<boolean>
  result: ShallowRef<Result | null>
  failure: ShallowRef<unknown>
  /** The service gives no package yet, since what was done last is not sealed: nothing was checked, and nothing found. */
  unsealed: Ref<boolean>
  /** The version of the report's page that is verified. */
  version: Ref<number>
  /** Of the report as `read` shows it. Without rules of one's own, those of the package are taken. */
  prove: (report: string, read: () => Promise<Report>, policy: string) => Promise<void>
  stop: () => void
}

export function useProving(): Proving {
  const bytes = ref(0)
  const done = ref(0)
  const all = ref(0)
  const running = ref(false)
  const result = shallowRef<Result | null>(null)
  const failure = shallowRef<unknown>(null)
  const unsealed = ref(false)
  const version = ref(0)
  let goesOn = true

  function stop(): void {
    goesOn = false
  }
  onBeforeUnmount(stop)

  /** Null where what was done last is not sealed even after a moment. */
  async function packed(report: string): Promise<Uint8Array<ArrayBuffer> | null> {
    for (let left = TRIES; left > 0 && goesOn; left--) {
      try {
        return await sealedPackage(report, (size) => (bytes.value = size))
      } catch (refused) {
        if (!(refused instanceof Problem) || refused.code !== 'unavailable') {
          throw refused
        }
        await new Promise((go) => setTimeout(go, BETWEEN))
      }
    }
    return null
  }

  async function prove(report: string, read: () => Promise<Report>, policy: string): Promise<void> {
    bytes.value = done.value = all.value = 0
    result.value = failure.value = null
    unsealed.value = false
    running.value = goesOn = true
    try {
      const page = await read()
      version.value = page.version
      const before = await trail(report)
      const zip = await packed(report)
      if (zip === null) {
        unsealed.value = goesOn
        return
      }
      const [{ unpack }, { verify }] = await Promise.all([import('./seal/package'), import('./seal/verify')])
      const contents = unpack(zip)
      // whatever is sealed has to be shown by now; what was done since may be shown, and sealed since, and not packed
      const sealedBefore = new Map(before.map((entry) => [entry.version, entry.sealed]))
      const shown = (await trail(report)).map((entry) => ({ ...entry, sealed: sealedBefore.get(entry.version) ?? null }))
      all.value = contents.events.length
      result.value = await verify({
        report,
        latest: Math.max(page.version, before.length),
        packed: contents,
        policy: policy === '' ? contents.policy : policy,
        trail: shown,
        shown: page,
        told: (n) => {
          if (n % AT_ONCE === 0 || n === all.value) {
            done.value = n
          }
        },
        goesOn: () => goesOn,
      })
    } catch (refused) {
      failure.value = refused
    } finally {
      running.value = false
    }
  }

  return { bytes, done, all, running, result, failure, unsealed, version, prove, stop }
}
