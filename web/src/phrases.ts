import { shallowRef } from 'vue'
import { keepPhrases, myPhrases, type OwnPhrases } from './api/phrases'
import { who } from './session'

/** My own phrases, read once; null until they are known. */
export const own = shallowRef<OwnPhrases | null>(null)

export async function readPhrases(): Promise<void> {
  own.value ??= await myPhrases()
}

/** Changes one of the lists as it stands on the server now, where another window may have changed it. */
export async function changePhrases(
  use: keyof OwnPhrases,
  change: (phrases: readonly string[]) => string[],
): Promise<void> {
  const now = await myPhrases()
  own.value = await keepPhrases(who.value?.id ?? '', { ...now, [use]: change(now[use]) })
}
