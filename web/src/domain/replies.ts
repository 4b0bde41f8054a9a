import type { Opinion, Section } from '../api/types'

/** The return that the section's present items are from. */
export function lastReturn(section: Section): Opinion | undefined {
  return [...section.opinions].reverse().find(({ verdict }) => verdict === 'RETURNED')
}

/** How many items nobody has replied to. */
export function unanswered(section: Section): number {
  return section.returnItems.filter(({ reply }) => reply === null).length
}

/** Whether it is worth saying that an item has no reply: the section was handed in again, and others were replied to. */
export function tellsSilence(section: Section): boolean {
  return section.state !== 'RETURNED' && unanswered(section) > 0 && unanswered(section) < section.returnItems.length
}
