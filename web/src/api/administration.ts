import { ask } from './client'
import type { components } from './schema'

type Schemas = components['schemas']

/** One thing on record in the journal. */
export type JournalEntry = Omit<Schemas['JournalEntry'], 'address' | 'status' | 'requestId' | 'times' | 'firstAt' | 'lastAt' | 'samples'> & {
  readonly address: string | null
  readonly status: number | null
  readonly requestId: string | null
  /** How many requests it stands for, and of what time; null where it is one. */
  readonly times: number | null
  readonly firstAt: string | null
  readonly lastAt: string | null
}

/** One reader's standstill in one report. */
export type StoppedReport = Omit<Schemas['StoppedReport'], 'version' | 'cause'> & {
  readonly version: number | null
  readonly cause: string | null
}

export function journal(query: {
  person: string
  report: string
  cursor?: string | undefined
}): Promise<{ items: readonly JournalEntry[]; next: string | null }> {
  const given = Object.entries(query).filter((each): each is [string, string] => Boolean(each[1]))
  return ask({ method: 'GET', path: `/api/journal?${new URLSearchParams(given)}` })
}

export async function stopped(): Promise<readonly StoppedReport[]> {
  return (await ask<{ items: readonly StoppedReport[] }>({ method: 'GET', path: '/api/stopped' })).items
}

/** Says whether the report goes on. */
export async function retry(report: string): Promise<boolean> {
  const path = `/api/stopped/${encodeURIComponent(report)}/retry`
  return (await ask<{ goesOn: boolean }>({ method: 'POST', path, body: {} })).goesOn
}

export async function skip(report: string, reader: string, reason: string): Promise<void> {
  await ask({ method: 'POST', path: `/api/stopped/${encodeURIComponent(report)}/skip`, body: { reader, reason } })
}
