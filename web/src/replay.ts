import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { reportAt, trail } from './api/reports'
import type { HistoryEntry, Report } from './api/types'

const KEPT = 40
const BEAT = 1_500
/** Whoever drags on is not shown what they pass by: each version read is a look at the report, which the journal keeps. */
const DRAGGING = 120

/** The life of one report: every event, and the report as it stood after any of them. */
export interface Replay {
  entries: ShallowRef<readonly HistoryEntry[]>
  at: Ref<number>
  report: ShallowRef<Report | null>
  failure: ShallowRef<unknown>
  playing: Ref<boolean>
  begin: () => Promise<void>
  go: (version: number) => Promise<void>
  play: () => void
  stop: () => void
}

export function useReplay(id: string): Replay {
  const entries = shallowRef<readonly HistoryEntry[]>([])
  const at = ref(0)
  const report = shallowRef<Report | null>(null)
  const failure = shallowRef<unknown>(null)
  const playing = ref(false)
  const known = new Map<number, Report>()
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Which playing it is: what another one still waits for moves nothing. */
  let round = 0

  /** A version reads the same for ever, so it is asked for once. */
  async function as(version: number): Promise<Report> {
    const found = known.get(version) ?? (await reportAt(id, version))
    known.delete(version)
    known.set(version, found)
    if (known.size > KEPT) {
      known.delete(known.keys().next().value!)
    }
    return found
  }

  async function go(version: number): Promise<void> {
    at.value = Math.max(1, Math.min(entries.value.length, version))
    const asked = at.value
    if (!known.has(asked) && report.value !== null && !playing.value) {
      await new Promise((go) => setTimeout(go, DRAGGING))
      if (asked !== at.value) {
        return
      }
    }
    try {
      const answer = await as(asked)
      if (asked === at.value) {
        report.value = answer
        failure.value = null
      }
    } catch (refused) {
      if (asked === at.value) {
        failure.value = refused
        stop()
      }
    }
  }

  function stop(): void {
    playing.value = false
    round++
    clearTimeout(timer)
  }

  async function beat(): Promise<void> {
    if (at.value >= entries.value.length) {
      stop()
      return
    }
    await show(at.value + 1)
  }

  /** That version, and after a while the next. */
  async function show(version: number): Promise<void> {
    const mine = round
    await go(version)
    if (mine === round) {
      timer = setTimeout(() => void beat(), BEAT)
    }
  }

  onBeforeUnmount(stop)

  return {
    entries,
    at,
    report,
    failure,
    playing,
    async begin() {
      try {
        entries.value = await trail(id)
        failure.value = null
      } catch (refused) {
        failure.value = refused
      }
    },
    go,
    play() {
      playing.value = true
      void (at.value >= entries.value.length ? show(1) : beat())
    },
    stop,
  }
}
