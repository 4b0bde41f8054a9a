import { computed, inject, provide, shallowRef, type ComputedRef, type InjectionKey, type ShallowRef } from 'vue'
import { report as read } from './api/reports'
import type { Report } from './api/types'

/** The report that is open, for every part of its screen. */
export interface OpenReport {
  report: ShallowRef<Report | null>
  failure: ShallowRef<unknown>
  /** As it stood, while a screen goes back to that; what is around it follows. */
  past: ShallowRef<Report | null>
  /** The version there is by now, where it is later than the one that is shown. */
  newer: ComputedRef<number | null>
  /** The version that was shown before somebody asked for the newer one. */
  before: ShallowRef<number | null>
  /** Reads it again, once it has come to that version. */
  reload(minVersion?: number): Promise<void>
  /** It is known by now to have come to that version. */
  moved(version: number): void
  /** Shows the newer version. */
  renew(): Promise<void>
}

const KEY: InjectionKey<OpenReport> = Symbol('report')

export function openReport(id: () => string): OpenReport {
  const report = shallowRef<Report | null>(null)
  const failure = shallowRef<unknown>(null)
  const past = shallowRef<Report | null>(null)
  const latest = shallowRef<{ id: string; version: number } | null>(null)
  const before = shallowRef<number | null>(null)
  /** What was asked for last is what is shown. */
  let turn = 0
  const open: OpenReport = {
    report,
    failure,
    past,
    before,
    newer: computed(() => {
      const shown = report.value
      return shown !== null && latest.value?.id === shown.reportId && latest.value.version > shown.version ? latest.value.version : null
    }),
    moved(version) {
      latest.value = { id: id(), version }
    },
    async renew() {
      const shown = report.value?.version ?? null
      await open.reload(latest.value?.version)
      if (failure.value === null) {
        before.value = shown
      }
    },
    async reload(minVersion) {
      const mine = ++turn
      failure.value = null
      try {
        const answer = await read(id(), minVersion)
        if (mine === turn) {
          report.value = answer
        }
      } catch (refused) {
        if (mine === turn) {
          failure.value = refused
        }
      }
    },
  }
  provide(KEY, open)
  return open
}

export function useReport(): OpenReport {
  const open = inject(KEY)
  if (open === undefined) {
    throw new Error('no report is open here')
  }
  return open
}
