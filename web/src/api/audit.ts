import { ask } from './client'
import { answered, FILE } from './patience'
import { NoAnswer, Problem } from './problem'
import { everyPage, reportPath } from './reports'
import type { components } from './schema'
import type { Actor, DeskKey, Role } from './types'

type Schemas = components['schemas']

/** One decision, the version that was shown, and what became of its content. */
export type Decision = Omit<Schemas['Decision'], 'section' | 'indicator' | 'desk' | 'step' | 'digest' | 'digestNow' | 'opinion' | 'by' | 'round'> & {
  readonly section: string | null
  readonly indicator: string | null
  readonly desk: DeskKey | null
  readonly step: Role
  readonly digest: string | null
  readonly digestNow: string | null
  readonly opinion: string | null
  readonly round: number | null
  readonly by: Actor
}

/** Something to look at twice: a question, not a verdict. */
export type Finding = Omit<Schemas['Finding'], 'section' | 'indicator' | 'lineItem' | 'by'> & {
  readonly section: string | null
  readonly indicator: string | null
  readonly lineItem: string | null
  readonly by: Actor
}

function all<T>(path: string): Promise<T[]> {
  return everyPage<T, number>((after, limit) => ask({ method: 'GET', path: `${path}?after=${after ?? 0}&limit=${limit}` }))
}

export function decisions(report: string): Promise<Decision[]> {
  return all(`${reportPath(report)}/decisions`)
}

export function findings(report: string): Promise<Finding[]> {
  return all(`${reportPath(report)}/exceptions`)
}

/** The package by which a report proves itself, as it arrives. */
export async function sealedPackage(report: string, told: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  // whoever is no more signed in is asked to be, before so much is asked for
  await ask({ method: 'GET', path: reportPath(report) })
  return answered(FILE, async (signal, heard) => {
    const answer = await fetch(`/api/seal/package/${encodeURIComponent(report)}`, { signal, credentials: 'same-origin', cache: 'no-store' })
    if (!answer.ok || answer.body === null) {
      throw (await Problem.of(answer)) ?? new NoAnswer(answer.status)
    }
    const chunks: Uint8Array<ArrayBuffer>[] = []
    let size = 0
    const reader = answer.body.getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      chunks.push(part.value)
      told((size += part.value.length))
      heard()
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer())
  })
}
