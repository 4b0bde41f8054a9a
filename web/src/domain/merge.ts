import { diff3MergeRegions } from 'node-diff3'
import type { Block } from '../api/types'

/** A stretch of a text that two people wrote at the same time. */
export type Stretch =
  | { kind: 'agreed'; blocks: Block[]; by: 'nobody' | 'mine' | 'theirs' | 'both' }
  | { kind: 'disputed'; mine: Block[]; theirs: Block[] }

/** What only one of us changed is taken as it is; what both changed differently is for people to settle. */
export function merge(mine: Block[], base: Block[], theirs: Block[]): Stretch[] {
  return diff3MergeRegions(mine.map(write), base.map(write), theirs.map(write)).map((region): Stretch => {
    if (region.stable) {
      const by = region.buffer === 'a' ? 'mine' : region.buffer === 'b' ? 'theirs' : 'nobody'
      return { kind: 'agreed', by, blocks: region.bufferContent.map(read) }
    }
    const one = region.aContent.map(read)
    const other = region.bContent.map(read)
    return same(region.aContent, region.bContent)
      ? { kind: 'agreed', by: 'both', blocks: one }
      : { kind: 'disputed', mine: one, theirs: other }
  })
}

function same(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i])
}

function write(block: Block): string {
  return `${block.kind}\n${block.text}`
}

function read(written: string): Block {
  const end = written.indexOf('\n')
  return { kind: written.slice(0, end) as Block['kind'], text: written.slice(end + 1) }
}
