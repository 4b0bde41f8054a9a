import { sha256 } from '@noble/hashes/sha2.js'
import type { Actual, Block, Indicator, LineItem, Report, Target } from '../api/types'
import { hex } from './bytes'

/** What a digest of a section is of: its text, and its indicators and lines of money in the order of the report. */
export interface DigestedContent {
  blocks: readonly Block[]
  indicators: readonly Pick<Indicator, 'key' | 'category' | 'name' | 'originalTarget' | 'target' | 'actual' | 'explanation'>[]
  lineItems: readonly Omit<LineItem, 'section' | 'executionRate'>[]
}

const UTF8 = new TextEncoder()

/**
 * The digest of a section's content, byte for byte as `Digest` of the workflow computes it: every value as its length in UTF-8 bytes, a
 * colon and the bytes; an absent one as `-`; a list as `#`, its size, a semicolon and its members.
 */
export function contentDigest({ blocks, indicators, lineItems }: DigestedContent): string {
  const sum = sha256.create()
  const write = (ascii: string): void => void sum.update(UTF8.encode(ascii))
  const values = (...all: readonly (string | null | undefined)[]): void => {
    for (const value of all) {
      if (value === null || value === undefined) {
        write('-')
      } else {
        const bytes = UTF8.encode(asJavaWrites(value))
        write(`${bytes.length}:`)
        sum.update(bytes)
      }
    }
  }
  const target = (given: Target | null | undefined): void => {
    write(given ? '#1;' : '#0;')
    if (given) {
      values(given.operator, given.value, given.unit, given.text)
    }
  }
  write(`#${blocks.length};`)
  blocks.forEach(({ kind, text }) => values(kind, text))
  write(`#${indicators.length};`)
  for (const each of indicators) {
    const actual: Actual | null = each.actual
    values(each.key, each.category, each.name)
    target(each.originalTarget)
    target(each.target)
    values(actual?.value, actual?.unit, each.explanation)
  }
  write(`#${lineItems.length};`)
  for (const each of lineItems) {
    values(each.key, each.name, each.parent, each.relation)
    values(each.unit, each.initialBudget, each.adjustedBudget, each.executed, each.statedRate)
  }
  return `sha-256:${hex(sum.digest())}`
}

/** The content of one section of a report, as its digest takes it. */
export function contentIn(report: Pick<Report, 'indicators' | 'lineItems'>, section: { key: string; blocks: readonly Block[] }): DigestedContent {
  return {
    blocks: section.blocks,
    indicators: report.indicators.filter((each) => each.section === section.key),
    lineItems: report.lineItems.filter((each) => each.section === section.key),
  }
}

/** Half of a pair of surrogates is no character: Java writes a question mark for it, and a browser would write U+FFFD. */
function asJavaWrites(text: string): string {
  return String(text).replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (found) => (found.length === 2 ? found : '?'))
}
