import { expect, test } from 'vitest'
import type { Target } from '../api/types'
import { differs } from './figures'

test.each<[Partial<Target>, boolean]>([
  [{ text: '约2,500人次', value: '2500' }, false],
  [{ text: '不低于90%', value: '90' }, false],
  [{ text: '不低于90%', value: '0.9' }, true],
  [{ text: '约2500人次', value: '2600.5' }, true],
  [{ text: '完成省下达的任务目标' }, false],
  [{ value: '3' }, false],
  [{ text: '达到100%', value: '1', unit: '%' }, true],
  [{ text: '达到100%', value: '100', unit: '%' }, false],
  [{ value: '0.95', unit: '%' }, true],
  [{ value: '95', unit: '%' }, false],
  [{ text: '降低3.5%', value: '-3.5' }, false],
])('%j', (given, expected) => {
  expect(differs({ operator: null, value: null, unit: null, text: null, ...given })).toBe(expected)
})
