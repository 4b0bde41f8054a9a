import { shallowRef } from 'vue'
import type { Kept } from './api/drafts'
import { Problem } from './api/problem'

/** Where a draft is kept. */
export interface Shelf {
  keep(content: string, basedOn: number | null, atTheEnd: boolean): Promise<Kept>
  drop(revision: number, atTheEnd: boolean): Promise<void>
}

/** What whoever types is told of their draft. */
export type Keeping =
  | { is: 'none' }
  | { is: 'waiting' }
  | { is: 'kept'; at: string }
  | { is: 'retrying' }
  | { is: 'refused'; sentence: string; requestId: string | null }
  | { is: 'elsewhere' }
  | { is: 'signed-out' }

/** After the last key; and after the first one that was not sent yet, however long somebody goes on typing. */
const QUIET = 1_500
const LONGEST = 5_000
const PAUSES = [2_000, 4_000, 8_000, 15_000, 30_000]

/** Asks until it is answered, less and less often; undefined where nobody wants to know any more. */
export async function patiently<T>(ask: () => Promise<T>, wanted: () => boolean): Promise<T | undefined> {
  for (let attempt = 0; wanted(); attempt++) {
    try {
      return await ask()
    } catch {
      await new Promise((go) => setTimeout(go, PAUSES[Math.min(attempt, PAUSES.length - 1)]))
    }
  }
  return undefined
}

/** Keeps what is being typed every few seconds, one write after the other, and never in the way of typing. */
export class Keeper {
  readonly state = shallowRef<Keeping>({ is: 'none' })
  private content: string | null = null
  private unsent = false
  private first: number | null = null
  private revision: number | null = null
  private timer: ReturnType<typeof setTimeout> | null = null
  private sending: Promise<void> | null = null
  private attempt = 0
  private held = true
  private over = false

  constructor(private readonly shelf: Shelf) {}

  /** Nothing is sent before it is known what is there already, and what is to become of it. */
  begin(revision: number | null): void {
    this.held = false
    this.revision = revision
    this.schedule(QUIET)
  }

  /** What is there to be kept now; null where nothing is unsaved. */
  typed(content: string | null): void {
    if (this.over || content === this.content) {
      return
    }
    this.content = content
    this.unsent = true
    this.first ??= Date.now()
    if (this.state.value.is === 'none' || this.state.value.is === 'kept') {
      this.state.value = { is: 'waiting' }
    }
    if (this.state.value.is !== 'retrying') {
      // a draft of what was saved goes at once: whoever closes the window after saving leaves none behind
      this.schedule(content === null ? 0 : Math.max(0, Math.min(QUIET, this.first + LONGEST - Date.now())))
    }
  }

  get isKept(): boolean {
    return !this.unsent && this.state.value.is === 'kept'
  }

  /** At once: the page may go away, or the line is back. */
  async flush(atTheEnd = false): Promise<void> {
    if (this.sending !== null && !atTheEnd) {
      await this.sending
    }
    this.push(atTheEnd)
    await this.sending
  }

  /** Somebody is signed in again, or has decided between two drafts. */
  goOn(revision: number | null = this.revision): void {
    this.held = false
    this.revision = revision
    this.unsent = true
    this.push()
  }

  /** It was saved, or given up: there is no draft any more. Waits for what is on its way, which would bring it back. */
  async settle(): Promise<void> {
    this.over = true
    this.stop()
    await this.sending
    if (this.revision !== null) {
      // one that stays is found to be no different from what was saved, and goes then
      await this.shelf.drop(this.revision, false).catch(() => undefined)
    }
    this.state.value = { is: 'none' }
  }

  /** Whoever wrote it goes elsewhere; the draft stays. */
  async leave(): Promise<void> {
    await this.flush(this.sending === null)
    this.over = true
    this.stop()
  }

  private schedule(pause: number): void {
    this.stop()
    if (this.unsent && !this.held && !this.over) {
      this.timer = setTimeout(() => {
        this.timer = null
        this.push()
      }, pause)
    }
  }

  private stop(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer)
      this.timer = null
    }
  }

  private push(atTheEnd = false): void {
    if (!this.unsent || this.held || this.over || this.sending !== null) {
      return
    }
    this.stop()
    this.unsent = false
    this.first = null
    this.sending = this.send(this.content, atTheEnd).finally(() => {
      this.sending = null
      if (this.timer === null) {
        this.schedule(this.content === null ? 0 : QUIET)
      }
    })
  }

  private async send(content: string | null, atTheEnd: boolean): Promise<void> {
    try {
      if (content !== null) {
        const kept = await this.shelf.keep(content, this.revision, atTheEnd)
        this.revision = kept.revision
        this.state.value = this.unsent ? { is: 'waiting' } : { is: 'kept', at: kept.keptAt }
      } else {
        if (this.revision !== null) {
          await this.shelf.drop(this.revision, atTheEnd)
          this.revision = null
        }
        this.state.value = { is: 'none' }
      }
      this.attempt = 0
    } catch (failure) {
      this.failed(failure)
    }
  }

  private failed(failure: unknown): void {
    if (failure instanceof Problem && failure.code === 'draft-conflict') {
      this.held = true
      this.state.value = { is: 'elsewhere' }
    } else if (failure instanceof Problem && failure.code === 'not-signed-in') {
      this.held = true
      this.unsent = true
      this.state.value = { is: 'signed-out' }
    } else if (failure instanceof Problem && failure.status < 500) {
      this.state.value = { is: 'refused', sentence: failure.detail, requestId: failure.requestId }
    } else {
      this.unsent = true
      this.state.value = { is: 'retrying' }
      this.schedule(PAUSES[Math.min(this.attempt++, PAUSES.length - 1)]!)
    }
  }
}
