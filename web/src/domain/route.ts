import type { DeskKey, Person, Report, Role, Section } from '../api/types'

/** An institution on the way, and who decides there in order. */
export interface Desk {
  key: DeskKey
  steps: Role[]
  returnsTo: string[]
}

/** The same three lines as `Route.SELF_EVALUATION`. */
export const DESKS: readonly Desk[] = [
  { key: 'DEPARTMENT', steps: ['SECTION_HEAD', 'DIRECTOR'], returnsTo: ['DRAFTER'] },
  { key: 'FINANCE_BUREAU', steps: ['BUDGET_OFFICER', 'PERFORMANCE_OFFICER'], returnsTo: ['DRAFTER', 'DEPARTMENT'] },
  {
    key: 'PEOPLES_CONGRESS',
    steps: ['CONGRESS_REVIEWER'],
    returnsTo: ['DRAFTER', 'DEPARTMENT', 'FINANCE_BUREAU'],
  },
]

/** Every station of a section: its drafter, then each step of each desk. */
export const STATIONS: readonly { desk: DeskKey; step: Role }[] = [
  { desk: 'DEPARTMENT', step: 'DRAFTER' },
  ...DESKS.flatMap((desk) => desk.steps.map((step) => ({ desk: desk.key, step }))),
]

/** How a section stands to a station. */
export type Passage = 'passed' | 'here' | 'returned' | 'waiting' | 'ahead'

/** One for each of {@link STATIONS}. A section that waits for the whole report waits at its desk's last step. */
export function passages(section: Section): Passage[] {
  const here = station(section)
  return STATIONS.map((_, i) => {
    if (i < here) {
      return 'passed'
    }
    if (i > here) {
      return 'ahead'
    }
    if (section.state === 'RETURNED') {
      return 'returned'
    }
    return section.state === 'APPROVED' ? 'waiting' : 'here'
  })
}

function station(section: Section): number {
  switch (section.state) {
    case 'DRAFT':
    case 'RETURNED':
      return 0
    case 'IN_REVIEW':
      return STATIONS.findIndex((each) => each.step === section.step)
    case 'APPROVED':
      return STATIONS.map((each) => each.desk).lastIndexOf(section.desk ?? 'DEPARTMENT')
    case 'CLEARED':
      return STATIONS.length
  }
}

/** Whether this person may write in the section now. The server has the last word. */
export function mayWrite(report: Report, section: Section, who: Person): boolean {
  return isDrafter(report, who) && (section.state === 'DRAFT' || section.state === 'RETURNED')
}

export function isDrafter(report: { departmentId: string }, who: Person): boolean {
  return who.roles.includes('DRAFTER') && who.organisation.id === report.departmentId
}

/** Whether anyone decided on the section in its present round. */
export function isDecided(section: Section): boolean {
  return section.opinions.some((opinion) => opinion.round === section.round && opinion.verdict === 'APPROVED')
}

/** Where a section may be sent back to from the desk it lies at. */
export function returnsTo(section: Section): string[] {
  return DESKS.find((desk) => desk.key === section.desk)?.returnsTo ?? []
}
