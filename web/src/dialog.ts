import { computed, ref, shallowRef, type ShallowRef } from 'vue'
import type { Place } from './api/drafts'
import { parsed } from './domain/recovery'
import { useDraft, type Drafting } from './draft'
import { guard, mayLose } from './guard'

/** What is written in a dialog, kept as a draft and brought back into it. */
export interface DialogDraft<T> {
  draft: Drafting
  /** What was brought back, and when it had been kept. */
  restored: ShallowRef<{ typed: T; at: string } | null>
  /** Whether it can be closed: what is written is kept, or they are asked. */
  mayClose(): Promise<boolean>
  /** Takes what another window kept. */
  takeOther(): void
  clear(): void
}

/**
 * A dialog that is opened again goes on where it was left: there is nothing in it yet that this could overwrite. Where somebody
 * was faster at typing than the answer came, they are asked.
 */
export function useDialogDraft<T>(given: {
  place: Place
  title: string
  typed: () => T | null
  restore: (draft: T | null) => void
}): DialogDraft<T> {
  const restored = shallowRef<{ typed: T; at: string } | null>(null)
  const draft = useDraft(
    given.place,
    () => given.title,
    () => {
      const typed = given.typed()
      return typed === null ? null : JSON.stringify(typed)
    },
    (found) => {
      const typed = parsed<T>(found.content)
      if (typed === null) {
        return 'taken'
      }
      if (given.typed() !== null) {
        return 'offered'
      }
      given.restore(typed)
      restored.value = { typed, at: found.keptAt }
      return 'taken'
    },
  )
  const over = ref(false)
  const written = computed(() => !over.value && given.typed() !== null)
  guard(written, draft.isKept)
  return {
    draft: {
      ...draft,
      settle() {
        over.value = true
        return draft.settle()
      },
    },
    restored,
    async mayClose() {
      if (written.value && !draft.isKept()) {
        await draft.keep()
      }
      return !written.value || draft.isKept() || mayLose()
    },
    takeOther() {
      const typed = parsed<T>(draft.offered.value?.content ?? '')
      if (typed !== null) {
        given.restore(typed)
      }
      void draft.take()
    },
    clear() {
      given.restore(null)
      restored.value = null
    },
  }
}
