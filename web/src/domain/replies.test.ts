import { describe, expect, it } from 'vitest'
import type { Section } from '../api/types'
import { isSettled, lastReturn, tellsSilence, unanswered } from './replies'

function section(state: string, ...replied: boolean[]): Section {
  const returnItems = replied.map((is, i) => ({ ref: String(i), comment: '请核对', reply: is ? { text: '已核对' } : null }))
  return { state, returnItems, opinions: [] } as unknown as Section
}

describe('replies to return items', () => {
  it('are counted by what has none', () => {
    expect(unanswered(section('RETURNED', true, false, false))).toBe(2)
    expect(unanswered(section('DRAFT'))).toBe(0)
  })

  it('are missed only once the section is handed in again and others are there', () => {
    expect(tellsSilence(section('RETURNED', true, false))).toBe(false)
    expect(tellsSilence(section('IN_REVIEW', true, false))).toBe(true)
    expect(tellsSilence(section('IN_REVIEW', false, false))).toBe(false)
    expect(tellsSilence(section('IN_REVIEW', true, true))).toBe(false)
    expect(tellsSilence(section('IN_REVIEW'))).toBe(false)
  })

  it('are settled once whoever returned it has approved it', () => {
    const told = (...opinions: [string, string, number][]): boolean =>
      isSettled({ opinions: opinions.map(([verdict, step, round]) => ({ verdict, step, round, desk: 'DEPARTMENT' })) } as unknown as Section)
    expect(told()).toBe(false)
    expect(told(['APPROVED', 'SECTION_HEAD', 1], ['RETURNED', 'DIRECTOR', 1])).toBe(false)
    expect(told(['RETURNED', 'DIRECTOR', 1], ['APPROVED', 'SECTION_HEAD', 2])).toBe(false)
    expect(told(['RETURNED', 'DIRECTOR', 1], ['APPROVED', 'SECTION_HEAD', 2], ['APPROVED', 'DIRECTOR', 2])).toBe(true)
    expect(told(['RETURNED', 'DIRECTOR', 1], ['APPROVED', 'DIRECTOR', 2], ['RETURNED', 'DIRECTOR', 3])).toBe(false)
  })

  it('belong to the last return, whoever approved since', () => {
    const opinions = ['RETURNED', 'RETURNED', 'APPROVED'].map((verdict, round) => ({ verdict, round }))
    expect(lastReturn({ opinions } as unknown as Section)?.round).toBe(1)
    expect(lastReturn({ opinions: [] } as unknown as Section)).toBeUndefined()
  })
})
