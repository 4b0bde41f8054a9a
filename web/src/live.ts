import { shallowRef } from 'vue'
import { EventReader } from './domain/events'

/** What moved: versions by report, or that anything may have. With neither, only the inbox. */
export interface News {
  all: boolean
  moved: ReadonlyMap<string, number>
}

/** How the server answers a stream: its text as it comes, or why there is none. */
export type Line = { text: AsyncIterable<string> } | { refused: number }

export type Listening = 'off' | 'connecting' | 'open' | 'lost' | 'signed-out'

/** The server says something every 20 seconds. */
const SILENT = 50_000
/** Whoever blinks has lost nothing. */
const UNNOTICED = 6_000
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 30_000
/** What comes together is told together. */
const TOGETHER = 300

/**
 * Listens to the server for as long as somebody looks on: connects again by itself from where it was told last, and leaves
 * nothing out. Knows no browser: see `attend`.
 */
export class Live {
  readonly state = shallowRef<Listening>('off')
  private last: string | null = null
  private stop: AbortController | null = null
  private all = false
  private inbox = false
  private moved = new Map<string, number>()
  private telling: ReturnType<typeof setTimeout> | null = null

  constructor(
    private readonly connect: (last: string | null, signal: AbortSignal) => Promise<Line>,
    private readonly tell: (news: News) => void,
  ) {}

  /** Somebody looks. */
  begin(): void {
    if (this.stop === null) {
      const stop = new AbortController()
      this.stop = stop
      this.state.value = 'connecting'
      void this.listen(stop.signal)
    }
  }

  /** Nobody looks; the next time it goes on from here. */
  rest(): void {
    this.stop?.abort()
    this.stop = null
    this.state.value = 'off'
  }

  /** The line may be back: nothing is waited for any longer. */
  wake(): void {
    this.woken()
  }

  /** The line is said to be down: what is open is not waited for until it has been silent for long. */
  cut(): void {
    this.cutting()
  }

  private woken: () => void = () => undefined
  private cutting: () => void = () => undefined

  private async listen(signal: AbortSignal): Promise<void> {
    let lost: ReturnType<typeof setTimeout> | null = null
    const losing = (): void => {
      lost ??= setTimeout(() => {
        if (!signal.aborted) {
          this.state.value = 'lost'
        }
      }, UNNOTICED)
    }
    const found = (): void => {
      clearTimeout(lost ?? undefined)
      lost = null
      this.state.value = 'open'
    }
    signal.addEventListener('abort', () => clearTimeout(lost ?? undefined))
    for (let pause = FIRST_PAUSE; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      losing()
      const answered = await this.hear(signal, () => {
        found()
        pause = FIRST_PAUSE
      })
      if (signal.aborted) {
        return
      }
      if (answered === 401) {
        clearTimeout(lost ?? undefined)
        this.stop = null
        this.state.value = 'signed-out'
        return
      }
      losing()
      await this.pause(answered === 429 ? LONGEST_PAUSE : pause * (0.75 + Math.random() / 2), signal)
    }
  }

  /** One connection, to its end: the status where the server would not. */
  private async hear(signal: AbortSignal, begun: () => void): Promise<number | null> {
    const ending = new AbortController()
    const end = (): void => ending.abort()
    signal.addEventListener('abort', end)
    this.cutting = end
    let silence = setTimeout(end, SILENT)
    try {
      const line = await this.connect(this.last, ending.signal)
      if ('refused' in line) {
        return line.refused
      }
      const reader = new EventReader()
      for await (const text of line.text) {
        if (signal.aborted) {
          return null
        }
        begun()
        clearTimeout(silence)
        silence = setTimeout(end, SILENT)
        this.take(reader, text)
      }
    } catch {
      // a line that broke is tried again
    } finally {
      clearTimeout(silence)
      signal.removeEventListener('abort', end)
      end()
    }
    return null
  }

  private take(reader: EventReader, text: string): void {
    for (const event of reader.take(text)) {
      if (event.name === 'reset') {
        this.all = true
      } else if (event.name === 'inbox') {
        this.inbox = true
      } else if (event.name === 'moved') {
        const { reportId, version } = JSON.parse(event.data) as { reportId: string; version: number }
        this.moved.set(reportId, version)
      }
      if (event.id !== null) {
        this.last = event.id
      }
    }
    if (this.all || this.inbox || this.moved.size > 0) {
      this.telling ??= setTimeout(() => this.flush(), TOGETHER)
    }
  }

  private pause(millis: number, signal: AbortSignal): Promise<void> {
    return new Promise((go) => {
      const timer = setTimeout(go, millis)
      this.woken = () => {
        clearTimeout(timer)
        go()
      }
      signal.addEventListener('abort', this.woken)
    })
  }

  private flush(): void {
    const news = { all: this.all, moved: this.moved }
    this.telling = null
    this.all = false
    this.inbox = false
    this.moved = new Map()
    this.tell(news)
  }
}
