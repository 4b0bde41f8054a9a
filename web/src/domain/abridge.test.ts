import { expect, test } from 'vitest'
import type { Passage } from '../api/types'
import { abridged } from './abridge'

const long = '甲'.repeat(60) + '乙'.repeat(60)

test('what changed is told whole, what did not only around it', () => {
  const passages: Passage[] = [
    { kind: 'KEPT', text: long },
    { kind: 'REMOVED', text: long },
    { kind: 'ADDED', text: '新' },
    { kind: 'KEPT', text: long },
    { kind: 'ADDED', text: '末' },
  ]
  const found = abridged(passages)
  expect(found[0]).toEqual({ kind: 'KEPT', text: `……${'乙'.repeat(32)}` })
  expect(found[1]).toEqual(passages[1])
  expect(found[3]!.text).toBe(`${'甲'.repeat(32)}……${'乙'.repeat(32)}`)
})

test('a short text stays whole', () => {
  const passages: Passage[] = [{ kind: 'KEPT', text: '短' }, { kind: 'ADDED', text: '新' }]
  expect(abridged(passages)).toEqual(passages)
})
