import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { sealedPackage } from './api/audit'
import { Problem } from './api/problem'
import { trail } from './api/reports'
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
  /** Of the report as it is shown, at that version. Without rules of one's own, those of the package are taken. */
  prove: (report: string, version: number, policy: string) => Promise<void>
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

  async function prove(report: string, version: number, policy: string): Promise<void> {
    bytes.value = done.value = all.value = 0
    result.value = failure.value = null
    unsealed.value = false
    running.value = goesOn = true
    try {
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
      result.value = await verify(
        report,
        version,
        contents,
        policy === '' ? contents.policy : policy,
        shown,
        (n) => {
          if (n % AT_ONCE === 0 || n === all.value) {
            done.value = n
          }
        },
        () => goesOn,
      )
    } catch (refused) {
      failure.value = refused
    } finally {
      running.value = false
    }
  }

  return { bytes, done, all, running, result, failure, unsealed, prove, stop }
}

/** Whether this browser can check a signature at all; it cannot where the page came without TLS from elsewhere. */
export async function canVerify(): Promise<boolean> {
  try {
    await crypto.subtle.importKey('raw', new Uint8Array(32).fill(0x01), { name: 'Ed25519' }, false, ['verify'])
    return true
  } catch (refused) {
    return (refused as Error).name === 'DataError'
  }
}
