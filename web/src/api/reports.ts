import { ask, quietly } from './client'
import type { Board, Box, Change, HistoryEntry, Report, ReportLine, Task } from './types'

/** Who wants to know: somebody, or a screen that refreshes by itself, for which nobody is asked to sign in. */
export type Asking = 'somebody' | 'nobody'

function get<T>(path: string, query: Record<string, string | number | undefined> = {}, asking: Asking = 'somebody'): Promise<T> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
  const call = { method: 'GET', path: given.length === 0 ? path : `${path}?${search}` } as const
  return asking === 'somebody' ? ask<T>(call) : quietly<T>({ ...call, unattended: true })
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

/** As many at once as the server gives. */
const PAGE = 500

/** A whole list, asked for page by page. */
export async function everyPage<T, At>(read: (after: At | undefined, limit: number) => Promise<{ items: readonly T[]; next: At | null }>): Promise<T[]> {
  const found: T[] = []
  let after: At | undefined
  do {
    const page = await read(after, PAGE)
    found.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  return found
}

/** The whole trail of a report, or all of it that fits and came after a version. */
export function trail(id: string, { since, ...query }: { since?: number; section?: string; actor?: string; type?: string } = {}): Promise<HistoryEntry[]> {
  return everyPage((after: number | undefined, limit) => history(id, { ...query, after: after ?? since, limit }))
}

/** A whole box of the inbox. */
export function inbox(box: Box, { minVersion, asking }: { minVersion?: string; asking?: Asking } = {}): Promise<Task[]> {
  return everyPage((cursor: string | undefined, limit) => get('/api/inbox', { box, minVersion, cursor, limit }, asking))
}

/** All reports there are to see, as they are or were at a moment. */
export function reports({ at, asking }: { at?: string; asking?: Asking } = {}): Promise<ReportLine[]> {
  return everyPage((cursor: string | undefined, limit) => get('/api/reports', { at, cursor, limit }, asking))
}

/** All reports of a year that there are to see, as they are or were at a moment; without a year, of the latest. */
export function board(query: { year?: number; at?: string }, asking?: Asking): Promise<Board> {
  return get('/api/board', query, asking)
}
