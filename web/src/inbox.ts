import { reactive } from 'vue'
import { inbox } from './api/reports'
import type { Task } from './api/types'

/** What is to be done by whoever is signed in: asked for anew when they come back to this window. */
export const todo = reactive<{ items: Task[] | null; failure: unknown }>({ items: null, failure: null })

const TRY_AGAIN = 10_000

/** What was asked for last is what is shown. */
let latest = 0
let again: ReturnType<typeof setTimeout> | undefined

/** Reads it again, once it has come to that version of that report. */
export async function refreshTodo(report?: string, version?: number): Promise<void> {
  const mine = ++latest
  try {
    const items = await inbox('todo', report === undefined ? {} : { minVersion: `${report}@${version}` })
    if (mine === latest) {
      todo.items = items
      todo.failure = null
    }
  } catch (failure) {
    if (mine === latest) {
      todo.failure = failure
      tryAgain()
    }
  }
}

/** Without it nobody sees what they may do: it is asked for until it is there. */
function tryAgain(): void {
  clearTimeout(again)
  if (todo.items === null) {
    again = setTimeout(() => void renewTodo().catch(tryAgain), TRY_AGAIN)
  }
}

/**
 * Reads it again because something moved, under whoever looks at it: nothing blinks. What cannot be read stays as it was.
 *
 * @throws what it failed for
 */
export async function renewTodo(): Promise<void> {
  if (todo.items !== null || todo.failure !== null) {
    const mine = ++latest
    const items = await inbox('todo', { asking: 'nobody' })
    if (mine === latest) {
      todo.items = items
      todo.failure = null
    }
  }
}

/** What this section, or the whole report where none is named, asks of me. */
export function taskOf(report: string, section: string | null, kind: Task['kind']): Task | undefined {
  return todo.items?.find(
    (task) => task.reportId === report && task.kind === kind && (section === null || task.sectionKey === section),
  )
}
