import { computed, ref, shallowRef } from 'vue'
import { zh } from './zh'

/** The same shape in every language: a missing word does not compile. */
export type Words = Like<typeof zh>

export type Like<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...given: infer G) => string
      ? (...given: G) => string
      : Like<T[K]>
}

export type Language = 'zh' | 'en'

const KEPT = 'liuhen.language'
const english = shallowRef<Words | null>(null)

export const language = ref<Language>('zh')

/** What people read, in the language they chose. */
export const w = computed<Words>(() => (language.value === 'en' && english.value !== null ? english.value : zh))

/** English is fetched when somebody wants it. */
export async function speak(chosen: Language): Promise<void> {
  if (chosen === 'en' && english.value === null) {
    english.value = (await import('./en')).en
  }
  language.value = chosen
  localStorage.setItem(KEPT, chosen)
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en'
}

export async function speakAsBefore(): Promise<void> {
  if (localStorage.getItem(KEPT) === 'en') {
    await speak('en')
  }
}
