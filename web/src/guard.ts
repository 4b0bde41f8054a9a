import { ElMessageBox } from 'element-plus'
import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'
import { w } from './words/words'

const unsaved = new Set<Ref<boolean>>()

/** Asks before what was typed here is lost, whichever way people leave. */
export function guard(changed: Ref<boolean>): void {
  const closing = (event: BeforeUnloadEvent): void => {
    if (changed.value) {
      event.preventDefault()
    }
  }
  onMounted(() => {
    unsaved.add(changed)
    window.addEventListener('beforeunload', closing)
  })
  onBeforeUnmount(() => {
    unsaved.delete(changed)
    window.removeEventListener('beforeunload', closing)
  })
}

/** For the screen the guarded parts stand on. */
export function guardScreen(): void {
  const leave = (): Promise<boolean> | true => (isUnsaved() ? mayLeave() : true)
  onBeforeRouteLeave(leave)
  onBeforeRouteUpdate((to, from) => (to.path === from.path ? true : leave()))
}

export function isUnsaved(): boolean {
  return [...unsaved].some((each) => each.value)
}

/** Whether they give up what is not saved. */
export async function mayLeave(): Promise<boolean> {
  try {
    await ElMessageBox.confirm(w.value.write.unsaved, w.value.write.unsavedTitle, {
      confirmButtonText: w.value.write.leave,
      cancelButtonText: w.value.write.stay,
      type: 'warning',
    })
    return true
  } catch {
    return false
  }
}
