import { ref } from 'vue'

const KEPT = 'liuhen.large'

/** Whether everything is shown larger. */
export const large = ref(false)

export function readLarge(chosen: boolean): void {
  large.value = chosen
  localStorage.setItem(KEPT, String(chosen))
  document.documentElement.classList.toggle('large', chosen)
}

export function readAsBefore(): void {
  readLarge(localStorage.getItem(KEPT) === 'true')
}
