import { afterEach, expect, test, vi } from 'vitest'
import type { Block, Passage } from '../api/types'

const p = (text: string): Block => ({ kind: 'PARAGRAPH', text })
const side = (told: readonly Passage[], without: Passage['kind']): string =>
  told.filter(({ kind }) => kind !== without).map(({ text }) => text).join('')

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

test.each([
  ['by words', false],
  ['by characters, in a browser that knows no words', true],
])('differences are told %s, and nothing is left out', async (_, old) => {
  if (old) {
    vi.stubGlobal('Intl', { ...Intl, Segmenter: undefined })
    delete (Intl as { Segmenter?: unknown }).Segmenter
  }
  const { wording } = await import('./wording')
  const told = wording([p('出动执法人员2500人次')], [p('出动执法人员2700人次')])
  expect(side(told, 'ADDED')).toBe('出动执法人员2500人次')
  expect(side(told, 'REMOVED')).toBe('出动执法人员2700人次')
  expect(told.find(({ kind }) => kind === 'ADDED')?.text).toBe(old ? '7' : '2700')
})
