import { computed, onBeforeUnmount, onMounted, watch } from 'vue'
import { listen } from './api/live'
import { Live, type Listening, type News } from './live'
import { ended, goAway, other, readsReports, renewals } from './session'

type Hearer = (news: News) => void | Promise<unknown>

const TRY_AGAIN = 10_000
const EVERYTHING: News = { all: true, moved: new Map() }
const GOING_ON: ReadonlySet<Listening> = new Set(['open', 'lost', 'connecting'])
const hearers = new Set<Hearer>()
const live = new Live(listen, (news) => hearers.forEach((each) => void hear(each, news)))

/** Whether what is shown may be out of date by now, because the line to the server is lost. */
export const lost = computed(() => live.state.value === 'lost')

/** What could not be read then is read a little later. */
async function hear(hearer: Hearer, news: News): Promise<void> {
  try {
    await hearer(news)
  } catch {
    setTimeout(() => (hearers.has(hearer) && GOING_ON.has(live.state.value) ? void hear(hearer, EVERYTHING) : undefined), TRY_AGAIN)
  }
}

/** Tells a part of a screen what moved, for as long as it is there. What it cannot read it throws, and is told again. */
export function onNews(hearer: Hearer): void {
  onMounted(() => hearers.add(hearer))
  onBeforeUnmount(() => hearers.delete(hearer))
}

/**
 * Listens while the frame is there and its window is looked at: browsers allow few connections to one server, and whoever
 * comes back to a window is told what they missed.
 */
export function attend(): void {
  const look = (): void => {
    if (document.visibilityState === 'visible' && readsReports() && !ended.value && other.value === null) {
      live.begin()
    } else {
      live.rest()
    }
  }
  const wake = (): void => live.wake()
  const cut = (): void => live.cut()
  onMounted(() => {
    document.addEventListener('visibilitychange', look)
    window.addEventListener('online', wake)
    window.addEventListener('offline', cut)
    look()
  })
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', look)
    window.removeEventListener('online', wake)
    window.removeEventListener('offline', cut)
    live.rest()
  })
  watch([ended, renewals, other], look)
  watch(live.state, (state) => (state === 'signed-out' ? goAway() : undefined))
}
