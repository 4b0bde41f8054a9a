import { reactive } from 'vue'
import { inbox } from './api/reports'
import type { Task } from './api/types'

/** What is to be done by whoever is signed in: asked for anew when they come back to this window. */
export const todo = reactive<{ items: Task[] | null; failure: unknown }>({ items: null, failure: null })

/** Reads it again, once it has come to that version of that report. */
export async function refreshTodo(report?: string, version?: number): Promise<void> {
  try {
    todo.items = await inbox('todo', report === undefined ? undefined : `${report}@${version}`)
    todo.failure = null
  } catch (failure) {
    todo.failure = failure
  }
}

/** What this section, or the whole report where none is named, asks of me. */
export function taskOf(report: string, section: string | null, kind: Task['kind']): Task | undefined {
  return todo.items?.find(
    (task) => task.reportId === report && task.kind === kind && (section === null || task.sectionKey === section),
  )
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && todo.items !== null) {
    void refreshTodo()
  }
})
