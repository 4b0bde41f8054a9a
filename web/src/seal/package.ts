import { unzipSync } from 'fflate'
import { Malformed } from './bytes'

/** What of a package this program checks. */
export interface Packed {
  checkpoint: string
  policy: string
  /** One event a line. */
  events: readonly string[]
}

const MOST_BYTES = 256 << 20

export function unpack(zip: Uint8Array): Packed {
  let files: Record<string, Uint8Array>
  let left = MOST_BYTES
  try {
    files = unzipSync(zip, {
      filter: (file) => (left -= file.originalSize) >= 0 && /^(checkpoint|policy)\.txt$|^events\.jsonl$/.test(file.name),
    })
  } catch (cause) {
    throw new Malformed(`not a package: ${String(cause)}`)
  }
  const text = (name: string): string => {
    const bytes = files[name]
    if (bytes === undefined) {
      throw new Malformed(`the package has no ${name}`)
    }
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  }
  return {
    checkpoint: text('checkpoint.txt'),
    policy: text('policy.txt'),
    events: text('events.jsonl').split('\n').filter((line) => line !== ''),
  }
}
