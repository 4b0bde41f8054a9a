import { readFileSync } from 'node:fs'

/** What is kept beside this, for tests: see README.md. */
export function file(name: string): string {
  return readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')
}
