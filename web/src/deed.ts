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
  again(): Promise<Done | null>
}

/**
 * Carries out one intent at a time. After an answer that never came, `begin` goes on with the same intent: what was
 * meant once is done once.
 */
export function useDeed(): Deed {
  const busy = ref(false)
  const failure = shallowRef<unknown>(null)
  const doubtful = ref(false)
  let intent: Intent | null = null

  async function carryOut(): Promise<Done | null> {
    if (intent === null || busy.value) {
      return null
    }
    busy.value = true
    failure.value = null
    try {
      const done = await intent.carryOut()
      intent = null
      doubtful.value = false
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
    begin(make) {
      intent ??= make()
      return carryOut()
    },
    again: carryOut,
  }
}
