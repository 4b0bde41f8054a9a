/** A cell of a sheet: its row, counted from 0, and its column. */
export interface Cell {
  row: number
  column: string
}

interface Step extends Cell {
  before: string
  after: string
}

/** What a sheet lets be read and written: a row that is on its way to the server takes nothing. */
export interface Sheet {
  read(cell: Cell): string
  /** Says whether it was taken. */
  write(cell: Cell, value: string): boolean
}

/**
 * What was typed and pasted into a sheet, taken back and brought again as in a spreadsheet: what is typed into one cell is one step,
 * and so is a pasted block. A cell that has another value by now, because a colleague's came or a choice was made, stays as it is.
 */
export class Steps {
  private readonly past: (readonly Step[])[] = []
  private readonly future: (readonly Step[])[] = []
  private typing: (Cell & { before: string }) | null = null

  constructor(private readonly sheet: Sheet) {}

  get canUndo(): boolean {
    return this.past.length > 0 || this.isTyped()
  }

  get canRedo(): boolean {
    return this.future.length > 0 && !this.isTyped()
  }

  /** Something is about to be typed into a cell. */
  type({ row, column }: Cell): void {
    if (this.typing?.row !== row || this.typing.column !== column) {
      this.pause()
      this.typing = { row, column, before: this.sheet.read({ row, column }) }
    }
  }

  /** What is typed from now on is a step of its own. */
  pause(): void {
    if (this.typing !== null) {
      this.take([{ ...this.typing, after: this.sheet.read(this.typing) }])
    }
    this.typing = null
  }

  /** Writes a block, and says how many of its cells were not taken. */
  fill(block: readonly (Cell & { value: string })[]): number {
    this.pause()
    const steps = block.map(({ row, column, value }) => ({ row, column, before: this.sheet.read({ row, column }), after: value }))
    const taken = steps.filter((step) => this.sheet.write(step, step.after))
    this.take(taken)
    return block.length - taken.length
  }

  /** Where it happened, or null where there was nothing to take back. */
  undo(): Cell | null {
    this.pause()
    return this.move(this.past, this.future, 'after', 'before')
  }

  redo(): Cell | null {
    this.pause()
    return this.move(this.future, this.past, 'before', 'after')
  }

  private isTyped(): boolean {
    return this.typing !== null && this.sheet.read(this.typing) !== this.typing.before
  }

  private take(steps: readonly Step[]): void {
    const changed = steps.filter(({ before, after }) => before !== after)
    if (changed.length > 0) {
      this.past.push(changed)
      this.future.length = 0
    }
  }

  private move(from: (readonly Step[])[], to: (readonly Step[])[], is: 'before' | 'after', was: 'before' | 'after'): Cell | null {
    const steps = from.pop()
    if (steps === undefined) {
      return null
    }
    steps.filter((step) => this.sheet.read(step) === step[is]).forEach((step) => this.sheet.write(step, step[was]))
    to.push(steps)
    return steps[0]!
  }
}
