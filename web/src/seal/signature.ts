import { ed25519 } from '@noble/curves/ed25519.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { join } from './bytes'

const { Point } = ed25519
const HALF = 32

/**
 * Whether an Ed25519 signature is the key's, by one program in every browser: what WebCrypto accepts differs from one to the next, and
 * many have no Ed25519. Accepted is what the verifier accepts with the Java platform.
 */
export function isSignature(signature: Uint8Array, message: Uint8Array, key: Uint8Array): boolean {
  // encodings that are not canonical, a part beyond the order of the group and keys of small order are refused here
  if (!ed25519.verify(signature, message, key, { zip215: false })) {
    return false
  }
  // the library compares both sides times eight, Java as they are: they differ where a signer made a point outside the group
  const nonce = signature.slice(0, HALF)
  const challenge = Point.Fn.create(number(sha512(join(nonce, key, message))))
  const left = Point.BASE.multiplyUnsafe(number(signature.slice(HALF)))
  return left.equals(Point.fromBytes(nonce, false).add(Point.fromBytes(key, false).multiplyUnsafe(challenge)))
}

/** Whether the bytes are a key at all: a point of the curve, in its one encoding, and not one for which anybody can sign. */
export function isKey(key: Uint8Array): boolean {
  try {
    return !Point.fromBytes(key, false).isSmallOrder()
  } catch {
    return false
  }
}

function number(littleEndian: Uint8Array): bigint {
  return littleEndian.reduceRight((sum, byte) => (sum << 8n) + BigInt(byte), 0n)
}
