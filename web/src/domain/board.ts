import type { Attainment, BoardLine, DeskKey, Stage } from '../api/types'
import { last } from './last'

export const STAGES: readonly Stage[] = ['DEPARTMENT', 'FINANCE_BUREAU', 'PEOPLES_CONGRESS', 'FINAL']
export const DESK_KEYS: readonly DeskKey[] = ['DEPARTMENT', 'FINANCE_BUREAU', 'PEOPLES_CONGRESS']
export const ATTAINMENTS: readonly Attainment[] = ['ATTAINED', 'NOT_ATTAINED', 'UNVERIFIABLE']

const DAY = 24 * 60 * 60_000

/** Milliseconds a report spent at a desk until a moment, all its stays there together; null where it never was there. */
export function timeAt(line: BoardLine, desk: DeskKey, until: string): number | null {
  const stays = line.stays.flatMap((stay, i) =>
    stay.stage === desk ? [Math.max(0, Date.parse(line.stays[i + 1]?.since ?? until) - Date.parse(stay.since))] : [],
  )
  return stays.length === 0 ? null : stays.reduce((sum, each) => sum + each, 0)
}

/** What long waits are shown in, and short ones where there are no others. */
export type Unit = 'days' | 'hours' | 'minutes'
const LENGTHS: Record<Unit, number> = { days: DAY, hours: 60 * 60_000, minutes: 60_000 }

/** The largest unit of which the longest stay has two. */
export function unitFor(lines: readonly BoardLine[], until: string): Unit {
  const longest = Math.max(0, ...lines.flatMap((line) => DESK_KEYS.map((desk) => timeAt(line, desk, until) ?? 0)))
  return (['days', 'hours'] as const).find((unit) => longest >= 2 * LENGTHS[unit]) ?? 'minutes'
}

/** How long a report spent at a desk until a moment, to a tenth of the unit. */
export function timeIn(unit: Unit, line: BoardLine, desk: DeskKey, until: string): number {
  return Math.round(((timeAt(line, desk, until) ?? 0) / LENGTHS[unit]) * 10) / 10
}

/** Since when a report is where it is; null where it waits no more. */
export function here(line: BoardLine): string | null {
  return line.stage === 'FINAL' ? null : (last(line.stays)?.since ?? null)
}

/** The longest wait first; what is final last, the latest first. */
export function ordered(lines: readonly BoardLine[]): BoardLine[] {
  return [...lines].sort((a, b) => {
    const one = here(a)
    const other = here(b)
    if (one === null || other === null) {
      return one === other ? (last(b.stays)?.since ?? '').localeCompare(last(a.stays)?.since ?? '') : one === null ? 1 : -1
    }
    return Date.parse(one) - Date.parse(other)
  })
}

export function at(lines: readonly BoardLine[], stage: Stage): BoardLine[] {
  return lines.filter((line) => line.stage === stage)
}

export function returnsOf(line: BoardLine): number {
  return DESK_KEYS.reduce((sum, desk) => sum + line.returns[desk], 0)
}

/** Of all the reports together. */
export function attainmentOf(lines: readonly BoardLine[]): Record<Attainment, number> {
  const sum = { ATTAINED: 0, NOT_ATTAINED: 0, UNVERIFIABLE: 0 }
  for (const line of lines) {
    ATTAINMENTS.forEach((each) => (sum[each] += line.attainment[each]))
  }
  return sum
}

/** The last moment of a day in Beijing (2024-03-01), where the work is done; undefined for what is no day. */
export function endOfDay(day: string | undefined): string | undefined {
  const end = day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day) ? NaN : Date.parse(`${day}T23:59:59.999+08:00`)
  return Number.isNaN(end) || dayOf(end) !== day ? undefined : new Date(end).toISOString()
}

/** Until when to look back to that day: its end, or, while it is not over, undefined, which is now. */
export function untilEndOf(day: string | undefined, now = Date.now()): string | undefined {
  const end = endOfDay(day)
  return end !== undefined && Date.parse(end) <= now ? end : undefined
}

/** The day it is in Beijing at a moment. */
export function dayOf(moment: number): string {
  return new Date(moment + 8 * 60 * 60_000).toISOString().slice(0, 10)
}
