import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Everything the screens are made of. */
const sources = (readdirSync(new URL('.', import.meta.url), { recursive: true }) as string[]).filter((name) =>
  /\.(vue|ts)$/.test(name) && !name.endsWith('.test.ts'),
)

test('what people wrote is never markup', () => {
  expect(sources.length).toBeGreaterThan(40)
  for (const name of sources) {
    const source = readFileSync(new URL(name, import.meta.url), 'utf8')
    expect(source, name).not.toMatch(/v-html|innerHTML|outerHTML|insertAdjacentHTML|dangerouslyUse|eval\(/)
  }
})

test('files stay small', () => {
  for (const name of sources.filter((each) => !each.endsWith('schema.d.ts'))) {
    const lines = readFileSync(new URL(name, import.meta.url), 'utf8').split('\n').length
    expect(lines, name).toBeLessThanOrEqual(/words\//.test(name) ? 400 : 300)
  }
})
