import { describe, expect, it } from 'vitest'
import type { Section } from '../api/types'
import { lastReturn, tellsSilence, unanswered } from './replies'

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

  it('belong to the last return, whoever approved since', () => {
    const opinions = ['RETURNED', 'RETURNED', 'APPROVED'].map((verdict, round) => ({ verdict, round }))
    expect(lastReturn({ opinions } as unknown as Section)?.round).toBe(1)
    expect(lastReturn({ opinions: [] } as unknown as Section)).toBeUndefined()
  })
})
