import type { Report, Section } from '../api/types'
import type { Words } from '../words/words'

/**
 * What a section does not say yet, in one sentence, for whoever sends it on or approves it; null where nothing is missing. It is a
 * fact to be seen, not a fault: an indicator without an actual may have an explanation instead.
 */
export function lacks(report: Report, section: Section, { write }: Words): string | null {
  const text = section.blocks.some(({ kind, text }) => kind === 'PARAGRAPH' && text.trim() !== '')
  const actuals = report.indicators.filter(
    (each) => each.section === section.key && (each.actual?.value ?? null) === null && each.explanation === null,
  ).length
  const missing = [...(text ? [] : [write.noText]), ...(actuals > 0 ? [write.noActuals(actuals)] : [])]
  return missing.length === 0 ? null : write.lacks(missing.join(' '))
}
