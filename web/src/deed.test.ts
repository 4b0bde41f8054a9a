import { expect, test } from 'vitest'
import type { Intent } from './api/intent'
import { NoAnswer, Problem } from './api/problem'
import { useDeed } from './deed'

const done = { reportId: 'r', version: 7 }

/** An intent that ends as it is told to. */
function ending(...ends: unknown[]): Intent {
  return {
    async carryOut() {
      const end = ends.shift()
      if (end instanceof Error) {
        throw end
      }
      return done
    },
  }
}

test('nothing is begun anew before all of it is over', async () => {
  let go = (): void => undefined
  let made = 0
  const deed = useDeed(() => new Promise<void>((resume) => (go = resume)))
  const first = deed.begin(() => (made++, ending()))
  await Promise.resolve()
  await Promise.resolve()
  expect(deed.busy.value).toBe(true)
  expect(await deed.begin(() => (made++, ending()))).toBeNull()
  expect(made).toBe(1)
  go()
  expect(await first).toEqual(done)
  expect(deed.busy.value).toBe(false)
})

test('what nobody knows the end of goes on as the same, what was refused does not', async () => {
  const deed = useDeed()
  let made = 0
  const first = ending(new NoAnswer(null), new Problem(409, 'wrong-state', '不能。', null, [], null))
  expect(await deed.begin(() => (made++, first))).toBeNull()
  expect(deed.doubtful.value).toBe(true)
  expect(await deed.begin(() => (made++, ending()))).toBeNull()
  expect(made).toBe(1)
  expect(deed.doubtful.value).toBe(false)
  expect(await deed.begin(() => (made++, ending()))).toEqual(done)
  expect(made).toBe(2)
})
