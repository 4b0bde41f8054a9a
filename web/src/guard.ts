import { ElMessageBox } from 'element-plus'
import { onBeforeUnmount, onMounted, shallowReactive, type Ref } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'
import { w } from './words/words'

let left = false

const unsaved = shallowReactive(new Map<Ref<boolean>, () => boolean>())

/**
 * Asks before what was typed here is left, whichever way people go. A window closes unasked once the draft is kept.
 */
export function guard(changed: Ref<boolean>, isKept: () => boolean = () => false): void {
  const closing = (event: BeforeUnloadEvent): void => {
    if (changed.value && !isKept() && !left) {
      event.preventDefault()
    }
  }
  onMounted(() => {
    unsaved.set(changed, isKept)
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

/** They were asked already: the page goes. */
export function letGo(): void {
  left = true
}

export function isUnsaved(): boolean {
  return [...unsaved.keys()].some((each) => each.value)
}

/** Whether they leave what is not saved, as a draft where it is kept. */
export async function mayLeave(): Promise<boolean> {
  const kept = [...unsaved].every(([changed, isKept]) => !changed.value || isKept())
  try {
    await ElMessageBox.confirm(kept ? w.value.draft.leaveKept : w.value.write.unsaved, w.value.write.unsavedTitle, {
      confirmButtonText: kept ? w.value.draft.leave : w.value.write.leave,
      cancelButtonText: w.value.write.stay,
      type: 'warning',
    })
    return true
  } catch {
    return false
  }
}
