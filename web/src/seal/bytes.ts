import { sha256 as sum } from '@noble/hashes/sha2.js'

/** What could not be read as what it should be. */
export class Malformed extends Error {}

const UTF8 = new TextEncoder()

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(UTF8.encode(text))
}

/** Standard base 64 in its one form, as the C2SP formats have it. */
export function base64(text: string): Uint8Array<ArrayBuffer> {
  let binary: string
  try {
    binary = atob(text)
  } catch {
    throw new Malformed(`not base 64: ${text.slice(0, 80)}`)
  }
  if (btoa(binary) !== text) {
    throw new Malformed(`not base 64 in its one form: ${text.slice(0, 80)}`)
  }
  return Uint8Array.from(binary, (c) => c.charCodeAt(0))
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A count: decimal digits, no sign, no leading zero, and no more than a double holds exactly. */
export function count(text: string): number {
  const value = Number(text)
  if (!/^(0|[1-9]\d*)$/.test(text) || !Number.isSafeInteger(value)) {
    throw new Malformed(`not a count: ${text.slice(0, 80)}`)
  }
  return value
}

export function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i])
}

export function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** By the same program in every browser: WebCrypto has none on a page without TLS. */
export function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sum(bytes))
}
