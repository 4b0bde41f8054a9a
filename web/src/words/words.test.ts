import { expect, test } from 'vitest'
import { en } from './en'
import { proof as enProof } from './en-proof'
import { zh } from './zh'
import { proof as zhProof } from './zh-proof'

/** Every word of a catalogue with its place; a word with gaps is filled with numbers. */
function flat(words: object, place = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([name, word]): [string, string][] => {
      const here = `${place}/${name}`
      if (typeof word === 'function') {
        return [[`${here}(${word.length})`, word(...Array.from({ length: word.length }, (_, i) => 7 + i))]]
      }
      return typeof word === 'object' ? [...flat(word, here)] : [[here, String(word)]]
    }),
  )
}

const chinese = new Map([...flat(zh), ...flat(zhProof, '/verification')])
const english = new Map([...flat(en), ...flat(enProof, '/verification')])

test('both catalogues have the same words with the same gaps', () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  expect(chinese.size).toBeGreaterThan(200)
})

test('every gap is filled in both', () => {
  for (const [place, word] of [...chinese, ...english]) {
    const gaps = Number(/\((\d)\)$/.exec(place)?.[1] ?? 0)
    for (let i = 0; i < gaps; i++) {
      expect(word, place).toContain(String(7 + i))
    }
  }
})

test('English has no Chinese in it, and both say something', () => {
  for (const [place, word] of english) {
    expect(word, place).not.toMatch(/\p{Script=Han}/u)
    expect(word === '', place).toBe(chinese.get(place) === '')
  }
})

test('Chinese sentences are Chinese', () => {
  const latin = [...chinese].filter(([, word]) => word !== '' && !/\p{Script=Han}|[—：。]/u.test(word))
  expect(latin).toEqual([])
})
