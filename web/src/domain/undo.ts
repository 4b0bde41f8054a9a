/** What an editor went through: takes back and brings again. Typing in one place is one step. */
export class Undo<T> {
  private past: T[] = []
  private future: T[] = []
  private place: string | null = null

  constructor(private present: T) {}

  get value(): T {
    return this.present
  }

  get canUndo(): boolean {
    return this.past.length > 0
  }

  get canRedo(): boolean {
    return this.future.length > 0
  }

  /** Changes at the same place follow each other as one step; without a place each is its own. */
  change(next: T, place: string | null = null): void {
    if (place === null || place !== this.place) {
      this.past.push(this.present)
    }
    this.place = place
    this.present = next
    this.future = []
  }

  /** What is typed from now on is a step of its own. */
  pause(): void {
    this.place = null
  }

  undo(): void {
    const before = this.past.pop()
    if (before !== undefined) {
      this.future.push(this.present)
      this.present = before
      this.place = null
    }
  }

  redo(): void {
    const after = this.future.pop()
    if (after !== undefined) {
      this.past.push(this.present)
      this.present = after
      this.place = null
    }
  }
}

/** What a key means for what was done: Ctrl+Z, and Ctrl+Y or Ctrl+Shift+Z, as everywhere. */
export function undoing({ key, ctrlKey, metaKey, shiftKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): 'undo' | 'redo' | null {
  const pressed = ctrlKey || metaKey ? key.toLowerCase() : null
  return pressed === 'z' ? (shiftKey ? 'redo' : 'undo') : pressed === 'y' ? 'redo' : null
}
