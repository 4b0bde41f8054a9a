import { inject, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import { report as read } from './api/reports'
import type { Report } from './api/types'

/** The report that is open, for every part of its screen. */
export interface OpenReport {
  report: ShallowRef<Report | null>
  failure: ShallowRef<unknown>
  /** Reads it again, once it has come to that version. */
  reload(minVersion?: number): Promise<void>
}

const KEY: InjectionKey<OpenReport> = Symbol('report')

export function openReport(id: () => string): OpenReport {
  const report = shallowRef<Report | null>(null)
  const failure = shallowRef<unknown>(null)
  const open: OpenReport = {
    report,
    failure,
    async reload(minVersion) {
      const asked = id()
      failure.value = null
      try {
        const answer = await read(asked, minVersion)
        if (asked === id()) {
          report.value = answer
        }
      } catch (refused) {
        failure.value = refused
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
