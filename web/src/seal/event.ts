import type { Actor } from '../api/types'
import { base64, count, hex, join, Malformed, sha256, utf8 } from './bytes'
import { leafHash } from './tree'

/** Every column of a stored event, in the order in which they are sealed. */
const COLUMNS = ['position', 'event_id', 'report_id', 'sequence', 'stream_type', 'recorded_at', 'name', 'revision', 'payload', 'metadata'] as const
const BINARY = new Set<string>(['payload', 'metadata'])

type Column = (typeof COLUMNS)[number]

/** A stored event with the proof that came with it: one line of a package. */
export interface SealedEvent {
  index: number
  path: readonly Uint8Array[]
  row: Readonly<Record<Column, string | null>>
}

export function readEvent(line: string): SealedEvent {
  let found: { index: unknown; proof: unknown; row: unknown }
  try {
    found = JSON.parse(line)
  } catch {
    throw new Malformed(`not an event's line: ${line.slice(0, 80)}`)
  }
  const row = found.row as Record<string, unknown> | null
  const fits =
    Number.isSafeInteger(found.index) &&
    Array.isArray(found.proof) &&
    found.proof.length <= 63 &&
    found.proof.every((hash) => typeof hash === 'string') &&
    typeof row === 'object' &&
    row !== null &&
    Object.keys(row).length === COLUMNS.length &&
    COLUMNS.every((column) => row[column] === null || typeof row[column] === 'string')
  if (!fits) {
    throw new Malformed(`not an event's line: ${line.slice(0, 80)}`)
  }
  return {
    index: found.index as number,
    path: (found.proof as string[]).map(base64),
    row: row as SealedEvent['row'],
  }
}

/** The leaf, computed from the event's own columns: each with its length before it, so that none can lend to another. */
export function leafOf({ row }: SealedEvent): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [utf8('liuhen.event/1\n')]
  for (const column of COLUMNS) {
    const text = row[column]
    const bytes = text === null ? null : BINARY.has(column) ? base64(text) : utf8(text)
    const length = new DataView(new ArrayBuffer(4))
    length.setInt32(0, bytes === null ? -1 : bytes.length)
    parts.push(new Uint8Array(length.buffer))
    if (bytes !== null) {
      parts.push(bytes)
    }
  }
  const rowHash = sha256(join(...parts))
  return leafHash(utf8(`liuhen.event/1 ${row.event_id} ${hex(rowHash)}`))
}

/** The report's version after it. */
export function versionOf({ row }: SealedEvent): number {
  return count(row.sequence ?? '') + 1
}

function json(text: string | null): any {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(base64(text ?? '')))
}

/** Who did it, and by which request: a flat object of strings. */
export function metadataOf({ row }: SealedEvent): Record<string, string | null> {
  return json(row.metadata)
}

/** Who did it, as the event has it. */
export function actorOf(event: SealedEvent): Actor {
  const told = metadataOf(event)
  return {
    id: told.actorId!,
    name: told.actorName!,
    organisation: { id: told.organisationId!, name: told.organisationName! },
    post: told.post!,
    role: told.role as Actor['role'],
  }
}

/** What happened, as it was stored. */
export function payloadOf({ row }: SealedEvent): Record<string, any> {
  return json(row.payload)
}
