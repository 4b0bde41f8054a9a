import { shallowRef, type ShallowRef } from 'vue'
import { changes, trail } from './api/reports'
import type { Report } from './api/types'
import { contentOf, type ContentChange } from './domain/changes'
import { last } from './domain/last'

/** What changed in a section from a version on. */
export interface Changed {
  from: number
  changes: ContentChange[]
}

/** What a reviewer sees first: against their own last decision, or the last return, or all of it. */
export type Since = ({ kind: 'mine' | 'round' } & Changed) | { kind: 'first' }

/** Reads what changed in a section since this person last decided on it, or else since it was last returned. */
export async function since(report: Report, section: string, person: string): Promise<Since> {
  const mine = await decisions(report, { section, actor: person })
  const round = mine.length > 0 ? [] : await decisions(report, { section, type: 'section-returned' })
  const from = (last(mine) ?? last(round))?.version
  if (from === undefined) {
    return { kind: 'first' }
  }
  const kind = mine.length > 0 ? 'mine' : 'round'
  return { kind, from, changes: await between(report, section, from) }
}

/** What changed in a section from that version to the one that is open. */
export async function between(report: Report, section: string, from: number): Promise<ContentChange[]> {
  return from >= report.version ? [] : contentOf(report, section, await changes(report.reportId, from, report.version))
}

/** Who submitted a section last. */
export async function submitter(report: string, section: string): Promise<string | null> {
  return last(await trail(report, { section, type: 'section-submitted' }))?.actor.id ?? null
}

async function decisions(
  report: Report,
  query: { section: string; actor?: string; type?: string },
): Promise<{ version: number; type: string }[]> {
  return (await trail(report.reportId, query)).filter(({ type }) => type === 'section-approved' || type === 'section-returned')
}

/** An answer for a screen: the latest asked for wins. */
export function useTold<T>(): {
  told: ShallowRef<T | null>
  failure: ShallowRef<unknown>
  tell: (ask: () => Promise<T | null>) => Promise<void>
} {
  const told = shallowRef<T | null>(null)
  const failure = shallowRef<unknown>(null)
  let latest = 0
  return {
    told,
    failure,
    async tell(ask) {
      const mine = ++latest
      told.value = null
      failure.value = null
      try {
        const answer = await ask()
        if (mine === latest) {
          told.value = answer
        }
      } catch (refused) {
        if (mine === latest) {
          failure.value = refused
        }
      }
    },
  }
}
