import { ElMessageBox } from 'element-plus'
import { onBeforeUnmount, onMounted, shallowReactive, type Ref } from 'vue'
import { keepAll } from './draft'
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

/** They were asked already: the page goes. */
export function letGo(): void {
  left = true
}

export function isUnsaved(): boolean {
  return [...unsaved.keys()].some((each) => each.value)
}

/** Whether they mean it: what is not saved goes, and its draft. */
export function mayGiveUp(): Promise<boolean> {
  const { write } = w.value
  return asked(write.unsavedTitle, write.giveUp, write.cancel)
}

/** Whether they leave what is not saved, as a draft where it can be kept. */
export async function mayLeave(): Promise<boolean> {
  await keepAll().catch(() => undefined)
  const kept = [...unsaved].every(([changed, isKept]) => !changed.value || isKept())
  const { draft, write } = w.value
  return kept ? asked(write.unsavedTitle, draft.leaveKept, draft.leave, 'primary') : asked(write.unsavedTitle, write.unsaved, write.leave)
}

/** Whether they submit without what they typed and did not save. */
export function maySubmit(): Promise<boolean> {
  const { write } = w.value
  return asked(write.draftsTitle, write.draftsSure, write.draftsGo, 'danger', write.draftsLook)
}

/** Whether a report is to begin with that: it is final. */
export function mayOpen(sentence: string): Promise<boolean> {
  const { open } = w.value
  return asked(open.sureTitle, sentence, open.open, 'primary', open.checkAgain)
}

/** Whether they mean a draft to go that they do not have before them. */
export function mayDrop(): Promise<boolean> {
  const { draft } = w.value
  return asked(draft.dropTitle, draft.dropSure, draft.refuse)
}

/** Whether they close what is written there and kept nowhere. */
export function mayLose(): Promise<boolean> {
  const { draft, write } = w.value
  return asked(write.unsavedTitle, draft.notKept, draft.lose)
}

/** Whether they close what nobody knows the end of. */
export function mayDoubt(): Promise<boolean> {
  const { line } = w.value
  return asked(line.doubtTitle, line.doubt, line.doubtClose)
}

/** What would lose something does not look like the way to go. */
async function asked(title: string, sentence: string, yes: string, as: 'primary' | 'danger' = 'danger', no = w.value.write.stay): Promise<boolean> {
  try {
    await ElMessageBox.confirm(sentence, title, {
      confirmButtonText: yes,
      confirmButtonType: as,
      cancelButtonText: no,
      type: 'warning',
    })
    return true
  } catch {
    return false
  }
}
