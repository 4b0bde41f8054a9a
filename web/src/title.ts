import { watchEffect } from 'vue'
import { w } from './words/words'

/** The window's title: what is shown first, then of which report, then the product. */
export function named(title: () => string, of: () => string | undefined = () => undefined): void {
  watchEffect(() => {
    document.title = [title(), of(), w.value.name].filter((each) => each !== undefined).join(' · ')
  })
}
