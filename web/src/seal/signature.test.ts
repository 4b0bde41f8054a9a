import { expect, test } from 'vitest'
import { Malformed, base64, hex, join, sha256, toBase64, utf8 } from './bytes'
import { readKey, signedBy } from './note'
import { file } from './sample/file'

/** A key's line for a log, and a note that it signed, as the verifier's own test makes them of the same vectors. */
function isGood(key: Uint8Array, text: string, signature: Uint8Array): boolean {
  const typed = join(Uint8Array.of(1), key)
  const id = sha256(join(utf8('k\n'), typed)).slice(0, 4)
  try {
    const by = readKey(`k+${hex(id)}+${toBase64(typed)}`)
    return signedBy({ text, signatures: [{ name: 'k', id, signed: new Uint8Array(signature) }] }, by) !== null
  } catch (refused) {
    expect(refused).toBeInstanceOf(Malformed)
    return false
  }
}

const vectors = file('ed25519.tsv').trimEnd().split('\n').map((line) => line.split('\t'))

test.each(vectors.map((vector) => [vector[1]!, vector] as const))('%s is judged as the Java platform judges it', (_, [said, , key, text, signature]) => {
  expect(isGood(Uint8Array.from(Buffer.from(key!, 'hex')), `${text}\n`, base64(signature!))).toBe(said === 'good')
})

test('there are signatures of either kind', () => {
  expect(vectors.filter(([said]) => said === 'good').length).toBeGreaterThan(5)
  expect(vectors.filter(([said]) => said === 'false').length).toBeGreaterThan(20)
})
