import { describe, expect, test } from 'vitest'
import type { Report } from '../api/types'
import { attainmentOf, executionRateOf } from './derived'
import { contentDigest, contentIn } from './digest'
import { file } from './sample/file'

/** Reports of many shapes, with what Java computes of them: see sample/README.md. */
const shapes: readonly Report[] = file('shapes.jsonl').trim().split('\n').map((line) => JSON.parse(line))

test('every section has the digest that Java computes', () => {
  const found = shapes.map((report) => report.sections.map((section) => contentDigest(contentIn(report, section))))
  expect(found).toEqual(shapes.map((report) => report.sections.map(({ digest }) => digest)))
})

test('every indicator has its attainment, and every line its rate', () => {
  const indicators = shapes.flatMap((report) => report.indicators)
  const lines = shapes.flatMap((report) => report.lineItems)
  expect(indicators.map(({ target, actual }) => attainmentOf(target, actual))).toEqual(indicators.map(({ attainment }) => attainment))
  expect(lines.map((line) => executionRateOf(line))).toEqual(lines.map(({ executionRate }) => executionRate))
})

test('the shapes are of every kind', () => {
  const all = JSON.stringify(shapes)
  expect(shapes.length).toBeGreaterThan(50)
  expect(new Set(shapes.flatMap(({ indicators }) => indicators.map(({ attainment }) => attainment))).size).toBe(3)
  expect(shapes.some(({ lineItems }) => lineItems.some(({ executionRate }) => executionRate === null))).toBe(true)
  expect(shapes.some(({ lineItems }) => lineItems.some(({ executionRate }) => executionRate?.startsWith('-')))).toBe(true)
  for (const part of ['😀', '长长长', '\\ud83d', '"text":""', '"target":null', '"actual":null', '"actual":{"value":null']) {
    expect(all, part).toContain(part)
  }
  expect(shapes.some(({ sections }) => sections.some(({ blocks }) => blocks.length === 0))).toBe(true)
})

describe('no two contents have one digest', () => {
  const content = { blocks: [{ kind: 'PARAGRAPH', text: 'ab' }], indicators: [], lineItems: [] } as const

  test.each<[string, Parameters<typeof contentDigest>[0]]>([
    ['cut elsewhere', { ...content, blocks: [{ kind: 'PARAGRAPH', text: 'a' }, { kind: 'PARAGRAPH', text: 'b' }] }],
    ['of another kind', { ...content, blocks: [{ kind: 'HEADING', text: 'ab' }] }],
    ['with a space', { ...content, blocks: [{ kind: 'PARAGRAPH', text: 'ab ' }] }],
    ['of nothing', { ...content, blocks: [] }],
  ])('%s', (_, other) => {
    expect(contentDigest(other)).not.toBe(contentDigest(content))
  })
})
