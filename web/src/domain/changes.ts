import type { Change, Report } from '../api/types'

/** One change of a section's content, with what it is a change of. */
export type ContentChange =
  | { of: 'block'; place: number; change: Change }
  | { of: 'indicator'; key: string; part: string; change: Change }
  | { of: 'line'; key: string; part: string; change: Change }

/** Of all that changed, what an approval of this section is bound to: its text, its indicators, its money. */
export function contentOf(report: Report, section: string, changes: readonly Change[]): ContentChange[] {
  return changes.flatMap((change): ContentChange[] => {
    const block = `sections/${section}/blocks/`
    if (change.path.startsWith(block)) {
      const [place, part] = change.path.slice(block.length).split('/')
      return part === 'text' ? [{ of: 'block', place: Number(place), change }] : []
    }
    const indicator = under('indicators/', report.indicators, section, change)
    if (indicator !== null) {
      return indicator.part.startsWith('revisions/') ? [] : [{ of: 'indicator', ...indicator, change }]
    }
    const line = under('lineItems/', report.lineItems, section, change)
    return line === null ? [] : [{ of: 'line', ...line, change }]
  })
}

function under(
  prefix: string,
  members: readonly { key: string; section: string }[],
  section: string,
  change: Change,
): { key: string; part: string } | null {
  if (!change.path.startsWith(prefix)) {
    return null
  }
  const rest = change.path.slice(prefix.length)
  const member = members.find((each) => each.section === section && rest.startsWith(`${each.key}/`))
  return member === undefined ? null : { key: member.key, part: rest.slice(member.key.length + 1) }
}
