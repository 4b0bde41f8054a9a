import type { Opinion, Section } from '../api/types'

/** The return that the section's present items are from. */
export function lastReturn(section: Section): Opinion | undefined {
  return [...section.opinions].reverse().find(({ verdict }) => verdict === 'RETURNED')
}

/** Whether whoever returned it is content by now: nothing of it is to be put right any more. */
export function isSettled(section: Section): boolean {
  const returned = lastReturn(section)
  return section.opinions.some(
    ({ verdict, round, desk, step }) => verdict === 'APPROVED' && round > (returned?.round ?? 0) && desk === returned?.desk && step === returned.step,
  )
}

/** How many items nobody has replied to. */
export function unanswered(section: Section): number {
  return section.returnItems.filter(({ reply }) => reply === null).length
}

/** Whether it is worth saying that an item has no reply: the section was handed in again, and others were replied to. */
export function tellsSilence(section: Section): boolean {
  return section.state !== 'RETURNED' && unanswered(section) > 0 && unanswered(section) < section.returnItems.length
}
