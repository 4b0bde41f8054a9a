import type { Report } from '../api/types'
import type { Difference } from '../seal/shown'
import type { ProofWords } from '../words/proof'
import type { Words } from '../words/words'
import { fullName } from './outline'
import { partName } from './places'

const AROUND = 24

/** A value that differs, around the place where it does. */
export interface Excerpt {
  before: string
  differing: string
  after: string
}

/** What people call the place of a report where a value differs. */
export function differencePlace({ at }: Difference, report: Report, words: Words, proof: ProofWords): string {
  const [list, key, ...rest] = at
  const section = (of: string | undefined): string => {
    const found = report.sections.find((each) => each.key === of)
    return found === undefined ? (of ?? '') : `“${fullName(found)}”`
  }
  const inner = rest.join('/')
  switch (list) {
    case 'sections':
      return [section(key), ...sectionPart(rest, words, proof)].join(' · ')
    case 'indicators':
    case 'lineItems': {
      const member = report[list].find((each) => each.key === key)
      const part = partName(list === 'lineItems' ? 'line' : 'indicator', inner, words)
      const said = part === inner ? parts(rest, proof) : [part]
      return [...(member === undefined ? [] : [section(member.section)]), member?.name ?? key ?? '', ...said].join(' · ')
    }
    default:
      return parts(at, proof).join(' · ')
  }
}

/** What a value is called on the screens, or the value itself. */
export function differenceValue({ at }: Difference, value: string | null, words: Words, proof: ProofWords): string {
  const part = at[at.length - 1] ?? ''
  const named: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    state: words.state,
    desk: words.desk,
    stage: words.desk,
    returnedTo: words.desk,
    step: words.role,
    role: words.role,
    category: words.category,
    operator: words.operator,
    attainment: words.attainment,
    relation: words.relation,
  }
  return value === null ? proof.nothing : value === '' ? proof.empty : named[part]?.[value] || value
}

/** Two values without what is the same at their beginning and end, but for some of it. */
export function excerpts(one: string, other: string): [Excerpt, Excerpt] {
  const [left, right] = [[...one], [...other]]
  const least = Math.min(left.length, right.length)
  let begin = 0
  while (begin < least && left[begin] === right[begin]) {
    begin++
  }
  let end = 0
  while (end < least - begin && left[left.length - 1 - end] === right[right.length - 1 - end]) {
    end++
  }
  return [excerpt(left, begin, end), excerpt(right, begin, end)]
}

function excerpt(text: readonly string[], begin: number, end: number): Excerpt {
  const last = text.length - end
  return {
    before: `${begin > AROUND ? '……' : ''}${text.slice(Math.max(0, begin - AROUND), begin).join('')}`,
    differing: text.slice(begin, last).join(''),
    after: `${text.slice(last, last + AROUND).join('')}${end > AROUND ? '……' : ''}`,
  }
}

function sectionPart([part, place, ...rest]: readonly string[], words: Words, proof: ProofWords): string[] {
  if (part === undefined) {
    return []
  }
  return part === 'blocks' && place !== undefined
    ? [words.opinions.paragraph(Number(place) + 1), ...rest.filter((name) => name !== 'text').flatMap((name) => parts([name], proof))]
    : parts([part, ...(place === undefined ? [] : [place]), ...rest], proof)
}

/** Names by their words, places counted from 1, keys as they are. */
function parts(names: readonly string[], proof: ProofWords): string[] {
  return names.map((name) => (/^\d+$/.test(name) ? String(Number(name) + 1) : (proof.part[name] ?? name)))
}
