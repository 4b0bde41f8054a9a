import type { Stage } from '../api/types'

/** What somebody narrows a box down to; null narrows nothing. */
export interface Wanted {
  year: number | null
  department: string | null
  desk: Stage | null
}

export function fits(task: { fiscalYear: number; departmentId: string; desk: Stage }, wanted: Wanted): boolean {
  return (
    (wanted.year === null || task.fiscalYear === wanted.year) &&
    (wanted.department === null || task.departmentId === wanted.department) &&
    (wanted.desk === null || task.desk === wanted.desk)
  )
}

/** Every value once, in order. */
export function distinct<T extends string | number>(values: readonly T[]): T[] {
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : 1))
}

/** The department's name, read off the title of its report up to the year: 江门市水利局 of 江门市水利局2022年度…. */
export function departmentOf(task: { departmentId: string; fiscalYear: number; reportTitle?: string; title: string }): string {
  const title = task.reportTitle ?? task.title
  const end = title.indexOf(`${task.fiscalYear}`)
  return end > 0 ? title.slice(0, end) : task.departmentId
}

/** Where the row that stood at a place is in a new list; where it is gone, the one that came after it. */
export function stay(was: readonly string[], is: readonly string[], at: number): number {
  const after = was.slice(at).find((key) => is.includes(key))
  return after === undefined ? Math.max(0, Math.min(is.length - 1, at)) : is.indexOf(after)
}
