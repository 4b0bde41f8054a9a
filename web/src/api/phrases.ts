import { ask } from './client'
import type { components } from './schema'

export type OwnPhrases = components['schemas']['Phrases']

export function myPhrases(): Promise<OwnPhrases> {
  return ask({ method: 'GET', path: '/api/phrases' })
}

/** All of them, as they are to be from now on. */
export function keepPhrases(person: string, phrases: OwnPhrases): Promise<OwnPhrases> {
  return ask({ method: 'PUT', path: '/api/phrases', body: { person, ...phrases } })
}
