import { ask } from './client'
import type { Box, Change, HistoryEntry, Report, ReportLine, Task } from './types'

function get<T>(path: string, query: Record<string, string | number | undefined> = {}): Promise<T> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
  return ask<T>({ method: 'GET', path: given.length === 0 ? path : `${path}?${search}` })
}

export function reportPath(report: string): string {
  return `/api/reports/${encodeURIComponent(report)}`
}

export function sectionPath(report: string, section: string): string {
  return `${reportPath(report)}/sections/${encodeURIComponent(section)}`
}

/** The report as it stands, once it has come to that version. */
export function report(id: string, minVersion?: number): Promise<Report> {
  return get(reportPath(id), { minVersion })
}

/** The report as it stood at that version. */
export function reportAt(id: string, version: number): Promise<Report> {
  return get(reportPath(id), { version })
}

export async function changes(id: string, from: number, to: number): Promise<readonly Change[]> {
  return (await get<{ changes: readonly Change[] }>(`${reportPath(id)}/diff`, { from, to })).changes
}

export function history(
  id: string,
  query: { after?: number; limit?: number; section?: string; actor?: string; type?: string },
): Promise<{ items: readonly HistoryEntry[]; next: number | null }> {
  return get(`${reportPath(id)}/history`, query)
}

const PAGE = 500

/** A whole box of the inbox. */
export async function inbox(box: Box, minVersion?: string): Promise<Task[]> {
  const found: Task[] = []
  let cursor: string | undefined
  do {
    const page: { items: readonly Task[]; next: string | null } = await get('/api/inbox', {
      box,
      minVersion,
      cursor,
      limit: PAGE,
    })
    found.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return found
}

export async function reports(): Promise<ReportLine[]> {
  const found: ReportLine[] = []
  let cursor: string | undefined
  do {
    const page: { items: readonly ReportLine[]; next: string | null } = await get('/api/reports', {
      cursor,
      limit: PAGE,
    })
    found.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return found
}
