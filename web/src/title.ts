import { watchEffect } from 'vue'
import { w } from './words/words'

/** The window's title: what is shown first, then the product. */
export function named(title: () => string): void {
  watchEffect(() => {
    document.title = `${title()} · ${w.value.name}`
  })
}
