import type { Opening } from '../domain/opening'
import { intent, type Intent } from './intent'
import { reportPath, sectionPath } from './reports'
import type { Block, ReturnItem, Target } from './types'

/*
 * Each of these is one intent of one person: made when they press the button, and carried out under one key however
 * often the line breaks.
 */

export function opening(departmentId: string, fiscalYear: number, title: string, begun: Opening): Intent {
  return intent('POST', '/api/reports', { departmentId, fiscalYear, type: 'DEPARTMENT_OVERALL', title, ...begun })
}

export function approving(report: string, section: string, digest: string, opinion: string | null): Intent {
  return intent('POST', `${sectionPath(report, section)}/approve`, { digest, opinion })
}

export function returning(
  report: string,
  section: string,
  body: { digest: string; to: string; reason: string; items: ReturnItem[] },
): Intent {
  return intent('POST', `${sectionPath(report, section)}/return`, body)
}

export function submitting(report: string, section: string, note: string | null): Intent {
  return intent('POST', `${sectionPath(report, section)}/submit`, { note })
}

export function withdrawing(report: string, section: string, reason: string | null): Intent {
  return intent('POST', `${sectionPath(report, section)}/withdraw`, { reason })
}

export function replying(
  report: string,
  section: string,
  item: number,
  body: { round: number; text: string },
): Intent {
  return intent('PUT', `${sectionPath(report, section)}/return-items/${item}/reply`, body)
}

export function editing(report: string, section: string, blocks: readonly Block[], basedOn: number): Intent {
  return intent('PUT', sectionPath(report, section), { blocks, basedOn })
}

/** A row as it is to be, and as it was where it was typed: what somebody else saved meanwhile is not overwritten. */
type Entered<K extends string> = Record<K, string | null> & { reason: string | null; basedOn: Record<K, string | null> }

export function reporting(
  report: string,
  indicator: string,
  body: Entered<'value' | 'unit' | 'explanation'>,
): Intent {
  return intent('PUT', `${indicatorPath(report, indicator)}/actual`, body)
}

export function recording(
  report: string,
  line: string,
  body: Entered<'initialBudget' | 'adjustedBudget' | 'executed'>,
): Intent {
  return intent('PUT', `${reportPath(report)}/line-items/${encodeURIComponent(line)}`, body)
}

export function revising(
  report: string,
  indicator: string,
  body: { target: Target; reason: string; basis: string },
): Intent {
  return intent('POST', `${indicatorPath(report, indicator)}/revisions`, body)
}

export function ruling(
  report: string,
  indicator: string,
  revision: string,
  verdict: 'approve' | 'reject' | 'withdraw',
  reason: string | null,
): Intent {
  const path = `${indicatorPath(report, indicator)}/revisions/${encodeURIComponent(revision)}/${verdict}`
  return intent('POST', path, { reason })
}

export function forwarding(report: string, opinion: string | null): Intent {
  return intent('POST', `${reportPath(report)}/forward`, { opinion })
}

function indicatorPath(report: string, indicator: string): string {
  return `${reportPath(report)}/indicators/${encodeURIComponent(indicator)}`
}

/** What was typed, or null where nothing was. */
export function given(text: string): string | null {
  const trimmed = text.trim()
  return trimmed === '' ? null : trimmed
}
