import { reactive, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { STAGES } from './domain/board'
import type { Wanted } from './domain/tasks'

/** What the list of a screen is narrowed down to, as its address says it: it can be kept, passed on and come back to. */
export function useWanted(screen: string): Wanted {
  const route = useRoute()
  const router = useRouter()
  const wanted = reactive<Wanted>({ year: null, department: null, desk: null })
  watch(
    () => route.query,
    ({ year, department, stage }) => {
      if (route.name === screen) {
        wanted.year = Number(year) || null
        wanted.department = typeof department === 'string' && department !== '' ? department : null
        wanted.desk = STAGES.find((each) => each === stage) ?? null
      }
    },
    { immediate: true },
  )
  watch(wanted, ({ year, department, desk }) => {
    void router.replace({ query: { ...route.query, year: year ?? undefined, department: department ?? undefined, stage: desk ?? undefined } })
  })
  return wanted
}
