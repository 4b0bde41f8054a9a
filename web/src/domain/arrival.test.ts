import { expect, test } from 'vitest'
import { arrival } from './arrival'

const entry = (version: number, type: string, section: string | null, indicator: string | null = null) => ({ version, type, section, indicator, at: `t${version}` })
const trail = [
  entry(1, 'report-opened', null),
  entry(2, 'section-submitted', '1.1'),
  entry(3, 'section-submitted', '1.2'),
  entry(4, 'revision-requested', '1.1', 'ind-01'),
  entry(5, 'section-approved', '1.1'),
  entry(6, 'actual-submitted', '1.1', 'ind-01'),
  entry(7, 'section-approved', '1.2'),
  entry(8, 'report-forwarded', null),
]

test.each([
  ['to the first step with the submission', { version: 5, section: '1.1', indicator: null }, 't2'],
  ['to the next with the approval before it, whatever others do', { version: 8, section: '1.1', indicator: null }, 't5'],
  ['to the next desk with the report', { version: 9, section: '1.1', indicator: null }, 't8'],
  ['a target with what was asked', { version: 9, section: '1.1', indicator: 'ind-01' }, 't4'],
  ['the whole report with its last section', { version: 8, section: null, indicator: null }, 't7'],
  ['what the trail does not tell', { version: 2, section: '1.1', indicator: null }, undefined],
])('it comes %s', (_, decision, at) => {
  expect(arrival(decision, trail)).toBe(at)
})
