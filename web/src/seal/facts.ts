import type { Target } from '../api/types'
import type { Folded, FoldedIndicator, FoldedLine, FoldedSection } from './fold'

/** Single values by the paths that a trail names them by. Texts of a section are not among them: they move. */
export type Facts = Map<string, string | null>

/** What an event changed: each path with the value before and after. */
export interface ChangedFact {
  before: string | null
  after: string | null
}

/** Every value that is another after an event, as `Changes` of the query side lists them. */
export function changedFacts(before: Folded | null, after: Folded): Map<string, ChangedFact> {
  const was: Facts = new Map()
  const is: Facts = new Map()
  if (before !== null) {
    reportFacts(was, before)
  }
  reportFacts(is, after)
  members('sections', before?.sections ?? [], after.sections, sectionFacts)
  members('indicators', before?.indicators ?? [], after.indicators, indicatorFacts)
  members('lineItems', before?.lineItems ?? [], after.lineItems, lineFacts)

  /** Only of members that are another object: an event changes few of them. */
  function members<T extends { key: string }>(of: string, then: readonly T[], now: readonly T[], tell: (facts: Facts, path: string, member: T) => void): void {
    now.forEach((member, i) => {
      if (member !== then[i]) {
        if (then[i] !== undefined) {
          tell(was, `${of}/${then[i]!.key}/`, then[i]!)
        }
        tell(is, `${of}/${member.key}/`, member)
      }
    })
  }

  const changed = new Map<string, ChangedFact>()
  for (const path of [...is.keys(), ...was.keys()]) {
    const fact = { before: was.get(path) ?? null, after: is.get(path) ?? null }
    if (fact.before !== fact.after) {
      changed.set(path, fact)
    }
  }
  return changed
}

function reportFacts(facts: Facts, { departmentId, fiscalYear, type, title, stage }: Folded): void {
  put(facts, '', { departmentId, fiscalYear: String(fiscalYear), type, title, stage })
}

function sectionFacts(facts: Facts, path: string, section: FoldedSection): void {
  const { printedNumber, title, chapter, state, desk, step, round, revision, drafter } = section
  put(facts, path, { printedNumber, title, chapter, state, desk, step, round: String(round), revision: String(revision), 'drafter/id': drafter.id, 'drafter/name': drafter.name })
  section.opinions.forEach(({ verdict, desk: at, step: as, round: inRound, digest, opinion, returnedTo, by }, i) =>
    put(facts, `${path}opinions/${i}/`, { verdict, desk: at, step: as, round: String(inRound), digest, opinion, returnedTo, 'by/id': by.id, 'by/name': by.name }),
  )
  section.returnItems.forEach(({ ref, comment, reply }, i) => put(facts, `${path}returnItems/${i}/`, { ref, comment, 'reply/text': reply?.text ?? null }))
}

function indicatorFacts(facts: Facts, path: string, indicator: FoldedIndicator): void {
  const { section, category, name, actual, explanation } = indicator
  put(facts, path, { section, category, name, 'actual/value': actual?.value ?? null, 'actual/unit': actual?.unit ?? null, explanation })
  targetFacts(facts, `${path}originalTarget/`, indicator.originalTarget)
  targetFacts(facts, `${path}target/`, indicator.target)
  for (const { revisionId, status, target, reason, basis, settledReason } of indicator.revisions) {
    put(facts, `${path}revisions/${revisionId}/`, { status, reason, basis, settledReason })
    targetFacts(facts, `${path}revisions/${revisionId}/target/`, target)
  }
}

function lineFacts(facts: Facts, path: string, { key: _, ...line }: FoldedLine): void {
  put(facts, path, line)
}

function targetFacts(facts: Facts, path: string, target: Target | null): void {
  put(facts, path, { operator: target?.operator ?? null, value: target?.value ?? null, unit: target?.unit ?? null, text: target?.text ?? null })
}

function put(facts: Facts, path: string, values: Readonly<Record<string, string | null>>): void {
  Object.entries(values).forEach(([name, value]) => facts.set(path + name, value))
}
