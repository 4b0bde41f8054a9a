import { expect, test } from 'vitest'
import { LAST, packed, POLICY, REPORT, reports, THEN, trail } from '../seal/sample/sample'
import { verify, type Given } from '../seal/verify'
import { isFailure, verdictOf, type Verdict } from './verdict'

const page = reports[LAST - 1]!
const one = packed.checkpoint.split('\n').filter((line) => !/^— (finance|audit)/.test(line)).join('\n')
const fresh = trail.map((entry) => ({ ...entry, sealed: entry.version < LAST }))
const altered = { ...page, title: '另一份报告' }
const strange = packed.events.map((line, i) => (i === 2 ? line.replace('"name":"', '"name":"x-') : line))

test.each<[Verdict, Partial<Given>, boolean]>([
  ['holds', {}, true],
  ['insecure', {}, false],
  ['uncosigned', { packed: { ...packed, checkpoint: one } }, true],
  ['pending', { packed: { ...packed, events: packed.events.slice(0, -1) }, trail: fresh, now: THEN }, true],
  ['missing', { packed: { ...packed, events: packed.events.filter((_, i) => i !== 2) } }, true],
  ['broken', { packed: { ...packed, events: strange } }, true],
  ['otherwise', { shown: altered }, true],
  ['otherwise', { shown: altered, packed: { ...packed, checkpoint: one } }, true],
  ['unsigned', { policy: 'quorum none\n' }, true],
  ['stopped', { goesOn: () => false }, true],
])('%s', async (verdict, given, secure) => {
  const result = await verify({ report: REPORT, latest: LAST, packed, policy: POLICY, trail, shown: page, ...given })
  expect(verdictOf(result, secure)).toBe(verdict)
})

test('what is not compared whole is no pass', async () => {
  const result = await verify({ report: REPORT, latest: LAST, packed, policy: POLICY, trail, shown: page })
  expect(verdictOf({ ...result, unknown: [3], compared: 'unknown' }, true)).toBe('unknown')
  expect(verdictOf({ ...result, compared: 'broken' }, true)).toBe('unknown')
})

test('neither passed nor failed is neither', () => {
  const all: readonly Verdict[] = ['unsigned', 'missing', 'broken', 'otherwise', 'stopped', 'uncosigned', 'pending', 'unknown', 'insecure', 'holds']
  expect(all.filter(isFailure)).toEqual(['unsigned', 'missing', 'broken', 'otherwise'])
})
