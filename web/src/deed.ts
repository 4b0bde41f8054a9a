import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Done, Intent } from './api/intent'
import { NoAnswer } from './api/problem'

/** One thing being done on a screen: that it is on its way, that it failed, and how to go on. */
export interface Deed {
  busy: Ref<boolean>
  failure: ShallowRef<unknown>
  /** Whether nobody knows if it was done: it may only be tried again as the same. */
  doubtful: Ref<boolean>
  begin(make: () => Intent): Promise<Done | null>
}

/**
 * Carries out one intent at a time. After an answer that never came, `begin` goes on with the same intent: what was
 * meant once is done once. What is done `after` belongs to it: nothing is begun anew meanwhile.
 */
export function useDeed(after: () => Promise<unknown> = () => Promise.resolve()): Deed {
  const busy = ref(false)
  const failure = shallowRef<unknown>(null)
  const doubtful = ref(false)
  let intent: Intent | null = null

  async function carryOut(meant: Intent): Promise<Done | null> {
    busy.value = true
    failure.value = null
    try {
      const done = await meant.carryOut()
      intent = null
      doubtful.value = false
      await after()
      return done
    } catch (refused) {
      failure.value = refused
      doubtful.value = refused instanceof NoAnswer
      if (!doubtful.value) {
        intent = null
      }
      return null
    } finally {
      busy.value = false
    }
  }

  return {
    busy,
    failure,
    doubtful,
    async begin(make) {
      if (busy.value) {
        return null
      }
      intent ??= make()
      return carryOut(intent)
    },
  }
}
