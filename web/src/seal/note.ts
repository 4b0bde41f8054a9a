import { base64, count, hex, join, Malformed, same, sha256, utf8 } from './bytes'
import { isKey, isSignature } from './signature'

/** A signed text: C2SP signed-note. Nothing in it is to be believed before a known key has verified it. */
export interface Note {
  text: string
  signatures: readonly { name: string; id: Uint8Array; signed: Uint8Array<ArrayBuffer> }[]
}

/** What a log says of itself at a size: C2SP tlog-checkpoint. */
export interface Checkpoint {
  origin: string
  size: number
  root: Uint8Array
}

export type Kind = 'log' | 'witness'

/** A public Ed25519 key with a name: C2SP vkey. */
export interface VerifierKey {
  line: string
  name: string
  kind: Kind
  id: Uint8Array
  key: Uint8Array<ArrayBuffer>
}

const TYPES: Record<number, Kind> = { 1: 'log', 4: 'witness' }
const KEY = 32
const SIGNATURE = 64
const MOST_SIGNATURES = 64
/** As a signed number of 64 bits, which is what the verifier reads. */
const MOST_SECONDS = 0x7fffffffffffffffn

export function readNote(note: string): Note {
  const blank = note.lastIndexOf('\n\n')
  if (blank < 0 || !note.endsWith('\n') || blank + 2 >= note.length || /[\x00-\x09\x0b-\x1f\ufffd]/.test(note)) {
    throw new Malformed('not a signed note: text, an empty line, signatures')
  }
  const signatures = note
    .slice(blank + 2, -1)
    .split('\n')
    .map((line) => {
      const [name, signed, ...rest] = line.startsWith('— ') ? line.slice(2).split(' ') : []
      const bytes = base64(signed ?? '')
      if (!name || name.includes('+') || rest.length > 0 || bytes.length <= 4) {
        throw new Malformed(`not a signature line: ${line.slice(0, 80)}`)
      }
      return { name, id: bytes.slice(0, 4), signed: bytes.slice(4) }
    })
  if (signatures.length > MOST_SIGNATURES) {
    throw new Malformed('too many signatures')
  }
  return { text: note.slice(0, blank + 1), signatures }
}

export function readCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n')
  const root = base64(lines[2] ?? '')
  if (lines.length !== 4 || lines[0] === '' || lines[3] !== '' || root.length !== KEY) {
    throw new Malformed('not a checkpoint: name, size and root, each on a line')
  }
  return { origin: lines[0]!, size: count(lines[1]!), root }
}

export function readKey(line: string): VerifierKey {
  const [name, id, ...rest] = line.split('+')
  const typed = base64(rest.join('+'))
  const kind = TYPES[typed[0] ?? 0]
  if (!name || /\s/.test(name) || kind === undefined || typed.length !== KEY + 1) {
    throw new Malformed(`no Ed25519 key: ${line.slice(0, 80)}`)
  }
  const own = sha256(join(utf8(`${name}\n`), typed)).slice(0, 4)
  if (hex(own) !== id) {
    throw new Malformed(`the key's id does not fit it: ${line.slice(0, 80)}`)
  }
  const key = typed.slice(1)
  if (!isKey(key)) {
    throw new Malformed(`not a point of the curve that is a key: ${line.slice(0, 80)}`)
  }
  return { line, name, kind, id: own, key }
}

/** What people compare by eye: SHA-256 of the key, in groups of four. */
export function fingerprint({ key }: VerifierKey): string {
  return hex(sha256(key)).replace(/(.{4})(?=.)/g, '$1 ')
}

/**
 * Looks for the key's signature under the note.
 *
 * Null where there is none; of a witness the seconds it names, of a log 0. A false signature is malformed.
 */
export function signedBy(note: Note, by: VerifierKey): number | null {
  let found: number | null = null
  for (const { signed } of note.signatures.filter((each) => each.name === by.name && same(each.id, by.id))) {
    const timed = by.kind === 'witness'
    if (signed.length !== SIGNATURE + (timed ? 8 : 0)) {
      throw new Malformed(`the signature of ${by.name} is false`)
    }
    const seconds = timed ? new DataView(signed.buffer).getBigUint64(0) : 0n
    const message = utf8(timed ? `cosignature/v1\ntime ${seconds}\n${note.text}` : note.text)
    if (seconds > MOST_SECONDS || !isSignature(signed.slice(timed ? 8 : 0), message, by.key)) {
      throw new Malformed(`the signature of ${by.name} is false`)
    }
    found = Number(seconds)
  }
  return found
}
