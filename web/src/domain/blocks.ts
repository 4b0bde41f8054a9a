import type { Block } from '../api/types'

/** What an editor does to the text of a section. Each leaves the given text as it is and makes another. */

export function typed(blocks: readonly Block[], at: number, text: string): Block[] {
  return blocks.map((block, i) => (i === at ? { ...block, text } : block))
}

/** The paragraph is divided where the cursor stands. */
export function divided(blocks: readonly Block[], at: number, from: number, to = from): Block[] {
  return blocks.flatMap((block, i): Block[] =>
    i === at
      ? [
          { ...block, text: block.text.slice(0, from) },
          { kind: 'PARAGRAPH', text: block.text.slice(to) },
        ]
      : [block],
  )
}

/** The paragraph is joined to the one before. */
export function joined(blocks: readonly Block[], at: number): Block[] {
  const before = blocks[at - 1]
  const block = blocks[at]
  return before === undefined || block === undefined
    ? [...blocks]
    : [...blocks.slice(0, at - 1), { ...before, text: before.text + block.text }, ...blocks.slice(at + 1)]
}

export function inserted(blocks: readonly Block[], after: number, kind: Block['kind']): Block[] {
  return [...blocks.slice(0, after + 1), { kind, text: '' }, ...blocks.slice(after + 1)]
}

export function removed(blocks: readonly Block[], at: number): Block[] {
  return blocks.filter((_, i) => i !== at)
}

export function moved(blocks: readonly Block[], at: number, by: -1 | 1): Block[] {
  const to = at + by
  if (to < 0 || to >= blocks.length) {
    return [...blocks]
  }
  const next = [...blocks]
  next.splice(to, 0, ...next.splice(at, 1))
  return next
}

/** What was pasted into a paragraph: each of its lines is a paragraph. */
export function pasted(blocks: readonly Block[], at: number, from: number, to: number, text: string): Block[] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const block = blocks[at]
  if (block === undefined || lines.length === 0) {
    return [...blocks]
  }
  const whole = [...lines]
  whole[0] = block.text.slice(0, from) + whole[0]!
  whole[whole.length - 1] = whole[whole.length - 1]! + block.text.slice(to)
  return [
    ...blocks.slice(0, at),
    ...whole.map((line, i): Block => ({ kind: i === 0 ? block.kind : 'PARAGRAPH', text: line })),
    ...blocks.slice(at + 1),
  ]
}

/** As it is saved: a paragraph without a word is none. */
export function worded(blocks: readonly Block[]): Block[] {
  return blocks.filter((block) => block.text.trim() !== '').map(({ kind, text }) => ({ kind, text: text.trim() }))
}

export function isSame(a: readonly Block[], b: readonly Block[]): boolean {
  return a.length === b.length && a.every((block, i) => block.kind === b[i]!.kind && block.text === b[i]!.text)
}
