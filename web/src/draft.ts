import { nextTick, onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { ask } from './api/client'
import { draftOf, dropDraft, keepDraft, type Draft, type Place } from './api/drafts'
import { Keeper, patiently, type Keeping } from './keeper'
import { renewals, who } from './session'

/** A part of a screen whose unsaved content is kept on the server. */
export interface Drafting {
  state: ShallowRef<Keeping>
  /** A draft that is offered: found when this was opened, or written in another window meanwhile. */
  offered: ShallowRef<Draft | null>
  /** Whether it is known if there is one. */
  known: Ref<boolean>
  isKept(): boolean
  /** Keeps it now, as far as the line lets it. */
  keep(): Promise<void>
  /** Goes on with what is on the screen now, which takes the place of the offered one. */
  take(): Promise<void>
  /** Throws the offered one away. */
  refuse(): Promise<void>
  /** It was saved or given up. */
  settle(): Promise<void>
  signInAgain(): Promise<void>
}

/** How what is unsaved on this page is kept at once. */
const open = new Set<() => Promise<void>>()

/** A line that is away holds nobody up for longer. */
const AT_MOST = 5_000

async function atMost(deed: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const enough = new Promise((go) => (timer = setTimeout(go, AT_MOST)))
  await Promise.race([deed, enough])
  clearTimeout(timer)
}

/** What is still to be kept before somebody signs out. */
export function keepAll(): Promise<void> {
  return atMost(Promise.all([...open].map((keep) => keep())))
}

/**
 * Keeps what `content` says while it is not null. A draft that is there already is handed to `found`, which says whether it
 * is of no more use; otherwise nothing is kept before somebody decides about it.
 */
export function useDraft(
  place: Place,
  title: () => string,
  content: () => string | null,
  found: (draft: Draft) => 'useless' | 'taken' | 'offered',
): Drafting {
  const person = who.value?.id ?? ''
  const keeper = new Keeper({
    keep: (text, basedOn, atTheEnd) =>
      keepDraft(place, { person, title: title(), content: text, basedOn }, atTheEnd),
    drop: (revision, atTheEnd) => dropDraft(place, revision, atTheEnd),
  })
  const offered = shallowRef<Draft | null>(null)
  const known = ref(false)

  async function begin(): Promise<void> {
    // where it cannot be read, the server still keeps what it has from being overwritten
    const draft = await draftOf(person, place).catch(() => null)
    const use = draft === null ? null : found(draft)
    if (draft !== null && use === 'offered') {
      offered.value = draft
    } else if (draft !== null && use === 'useless') {
      await dropDraft(place, draft.revision).catch(() => undefined)
      keeper.begin(null)
    } else {
      keeper.begin(draft?.revision ?? null)
    }
    known.value = true
  }

  const begun = begin()

  /** Whoever leaves at once does not leave before it is known what is there: nothing would be kept. */
  async function keepNow(): Promise<void> {
    await begun
    await keeper.flush()
  }

  /** One that cannot be read is not one that is gone: nothing is written over it. */
  async function meet(): Promise<void> {
    const draft = await patiently(
      () => draftOf(person, place),
      () => open.has(keepNow) && keeper.state.value.is === 'elsewhere',
    )
    if (draft === null) {
      keeper.goOn(null)
    } else if (draft !== undefined) {
      offered.value = draft
    }
  }

  const hidden = (): void => {
    if (document.visibilityState === 'hidden') {
      void keeper.flush(true)
    }
  }
  const going = (): void => void keeper.flush(true)
  const back = (): void => void keeper.flush()
  onMounted(() => {
    open.add(keepNow)
    document.addEventListener('visibilitychange', hidden)
    window.addEventListener('pagehide', going)
    window.addEventListener('online', back)
  })
  onBeforeUnmount(() => {
    void begun.then(() => keeper.leave())
    open.delete(keepNow)
    document.removeEventListener('visibilitychange', hidden)
    window.removeEventListener('pagehide', going)
    window.removeEventListener('online', back)
  })
  watch(content, (text) => keeper.typed(text))
  watch(renewals, () => {
    if (keeper.state.value.is === 'signed-out' && who.value?.id === person) {
      keeper.goOn()
    }
  })
  watch(keeper.state, (state) => {
    if (state.is === 'elsewhere') {
      void meet()
    }
  })

  return {
    state: keeper.state,
    offered,
    known,
    isKept: () => keeper.isKept,
    keep: () => atMost(keepNow()),
    async take() {
      const revision = offered.value?.revision ?? null
      offered.value = null
      // what stands on the screen by now is what is kept next
      await nextTick()
      keeper.goOn(revision)
    },
    async refuse() {
      const draft = offered.value
      offered.value = null
      if (draft !== null) {
        await dropDraft(place, draft.revision).catch(() => undefined)
      }
      keeper.begin(null)
    },
    // what is not known yet could not be dropped
    settle: () => atMost(begun.then(() => keeper.settle())),
    async signInAgain() {
      await ask({ method: 'GET', path: '/api/drafts' })
      keeper.goOn()
    },
  }
}
