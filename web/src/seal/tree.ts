import { join, same, sha256 } from './bytes'

/** Of an entry of the log: RFC 6962, section 2.1. */
export function leafHash(entry: Uint8Array): Uint8Array<ArrayBuffer> {
  return sha256(join(Uint8Array.of(0), entry))
}

function node(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  return sha256(join(Uint8Array.of(1), left, right))
}

/** Whether the leaf is at that place of the tree of that size and root: RFC 9162, section 2.1.3.2. */
export function includes(
  size: number,
  root: Uint8Array,
  index: number,
  leaf: Uint8Array,
  path: readonly Uint8Array[],
): boolean {
  if (index < 0 || index >= size) {
    return false
  }
  let place = index
  let last = size - 1
  let hash: Uint8Array = leaf
  for (const sibling of path) {
    if (last === 0) {
      return false
    }
    if (place % 2 === 1 || place === last) {
      hash = node(sibling, hash)
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2)
        last = Math.floor(last / 2)
      }
    } else {
      hash = node(hash, sibling)
    }
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && same(hash, root)
}
