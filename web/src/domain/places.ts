import type { Report, Section } from '../api/types'
import type { Words } from '../words/words'

/** Somewhere in a section that a return can be pinned to. */
export interface Place {
  ref: string
  name: string
}

const SHORT = 18

/** Every place of a section, in the order it is printed. */
export function places(report: Report, section: Section, words: Words): Place[] {
  return [
    ...section.blocks.map((block, i) => ({
      ref: String(i),
      name: `${words.opinions.paragraph(i + 1)} ${block.text.slice(0, SHORT)}${block.text.length > SHORT ? '…' : ''}`,
    })),
    ...report.indicators
      .filter((indicator) => indicator.section === section.key)
      .map(({ key, name }) => ({ ref: key, name: `${words.indicators.name} ${name}` })),
    ...report.lineItems
      .filter((line) => line.section === section.key)
      .map(({ key, name }) => ({ ref: key, name: `${words.money.title} ${name}` })),
  ]
}

/** What people call the place that a return item names. */
export function nameOf(report: Report, ref: string, words: Words): string {
  if (/^\d+$/.test(ref)) {
    return words.opinions.paragraph(Number(ref) + 1)
  }
  return [...report.indicators, ...report.lineItems].find((each) => each.key === ref)?.name ?? ref
}

/** What people call the part of an indicator or a line that changed. */
export function partName(of: 'indicator' | 'line', part: string, words: Words): string {
  const names: Record<string, string> =
    of === 'line'
      ? {
          initialBudget: words.money.initial,
          adjustedBudget: words.money.adjusted,
          executed: words.money.executed,
          statedRate: words.money.rate,
        }
      : {
          'actual/value': words.indicators.actual,
          'actual/unit': words.indicators.unit,
          explanation: words.indicators.explanation,
          'target/text': words.indicators.revised,
          'target/value': `${words.indicators.revised} · ${words.revision.value}`,
          'target/unit': `${words.indicators.revised} · ${words.revision.unit}`,
          'target/operator': `${words.indicators.revised} · ${words.revision.operator}`,
        }
  return names[part] ?? part
}
