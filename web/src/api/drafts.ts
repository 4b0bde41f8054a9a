import { quietly as send } from './client'
import type { components } from './schema'

type Schemas = components['schemas']

/** What a draft is of: one person keeps one of each kind for a section. */
export interface Place {
  report: string
  section: string
  kind: string
}

export type Kept = Schemas['DraftKept']
export type Draft = Omit<Schemas['Draft'], 'title'> & { readonly title: string | null }
export type DraftLine = Omit<Schemas['DraftLine'], 'title'> & { readonly title: string | null }

/** What a browser still sends of a page that is going away. */
const MOST_AT_THE_END = 60_000

/*
 * Nobody is asked to sign in again for these: what people type is not interrupted by what is kept of it by itself.
 */

export async function myDrafts(): Promise<readonly DraftLine[]> {
  return (await send<{ items: DraftLine[] }>({ method: 'GET', path: '/api/drafts' })).items
}

/** The draft of that person, and nobody's where somebody else has signed in meanwhile. */
export async function draftOf(person: string, place: Place): Promise<Draft | null> {
  const found = await send<{ person: string; draft: Draft | null }>({ method: 'GET', path: path(place) })
  return found.person === person ? found.draft : null
}

export function keepDraft(
  place: Place,
  body: { person: string; title: string; content: string; basedOn: number | null },
  atTheEnd: boolean,
): Promise<Kept> {
  const keepalive = atTheEnd && new TextEncoder().encode(JSON.stringify(body)).length < MOST_AT_THE_END
  return send({ method: 'PUT', path: path(place), body, keepalive })
}

export function dropDraft(place: Place, revision: number, keepalive = false): Promise<void> {
  return send({ method: 'DELETE', path: `${path(place)}?revision=${revision}`, keepalive })
}

function path({ report, section, kind }: Place): string {
  return `/api/drafts/${[report, section, kind].map(encodeURIComponent).join('/')}`
}
