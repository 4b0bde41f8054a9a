import { computed } from 'vue'
import { proof as en } from './en-proof'
import { language, type Like } from './words'
import { proof as zh } from './zh-proof'

export type ProofWords = Like<typeof zh>

/** What whoever verifies reads, in the language they chose: in both, since the screen is fetched when it is needed. */
export const p = computed<ProofWords>(() => (language.value === 'en' ? en : zh))
