import { readonly, ref } from 'vue'

const TICK = 30_000
const time = ref(Date.now())
setInterval(() => (time.value = Date.now()), TICK)

/** The time by this machine, to half a minute: what is shown as waiting goes on waiting while it is looked at. */
export const now = readonly(time)
