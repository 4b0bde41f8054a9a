import { expect, test } from 'vitest'
import type { Report, Section } from '../api/types'
import { zh } from '../words/zh'
import { lacks } from './lacks'

const said = (blocks: { kind: string; text: string }[], ...indicators: unknown[]) =>
  lacks({ indicators } as unknown as Report, { key: '1.1', blocks } as unknown as Section, zh)
const PARAGRAPH = { kind: 'PARAGRAPH', text: '写了' }

test('what a section does not say yet is said', () => {
  expect(said([PARAGRAPH])).toBeNull()
  expect(said([{ kind: 'HEADING', text: '1.' }, { kind: 'PARAGRAPH', text: ' ' }])).toBe('请注意：本章节没有正文。')
  expect(
    said(
      [],
      { section: '1.1', actual: null, explanation: null },
      { section: '1.1', actual: { value: null, unit: '个' }, explanation: null },
      { section: '1.1', actual: null, explanation: '未开展' },
      { section: '1.1', actual: { value: '0', unit: null }, explanation: null },
      { section: '9', actual: null, explanation: null },
    ),
  ).toBe('请注意：本章节没有正文。 2项指标没有填完成值。')
})
