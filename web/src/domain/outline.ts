import type { LineItem, Section } from '../api/types'
import { last } from './last'

type Named = Pick<Section, 'printedNumber' | 'title' | 'chapter'>

/** A chapter with its sections, in the order of the report. */
export interface Chapter {
  title: string | null
  sections: Section[]
}

export function chapters(sections: readonly Section[]): Chapter[] {
  const found: Chapter[] = []
  for (const section of sections) {
    const chapter = last(found)
    if (chapter !== undefined && chapter.title === section.chapter) {
      chapter.sections.push(section)
    } else {
      found.push({ title: section.chapter, sections: [section] })
    }
  }
  return found
}

/** Whether the section is its chapter: it is printed under one heading, not two. */
export function isChapter(section: Named): boolean {
  return section.chapter !== null && section.chapter === `${section.printedNumber ?? ''}${section.title}`
}

/** What people call a section among all of its report: 二（二）履职效能分析, or 三、其他自评情况 where it is its chapter. */
export function fullName(section: Named): string {
  const heading = `${section.printedNumber ?? ''}${section.title}`
  const chapter = isChapter(section) || section.printedNumber === null ? undefined : /^([一二三四五六七八九十百]+)、/.exec(section.chapter ?? '')?.[1]
  return `${chapter ?? ''}${heading}`
}

/** A line of money with its place in the tree. */
export interface Branch<T> {
  line: T
  depth: number
}

/** Every line under its parent; a line whose parent is shown elsewhere stands at the top. */
export function tree<T extends Pick<LineItem, 'key' | 'parent'>>(lines: readonly T[]): Branch<T>[] {
  const keys = new Set(lines.map((line) => line.key))
  const found: Branch<T>[] = []
  const add = (line: T, depth: number): void => {
    found.push({ line, depth })
    lines.filter((child) => child.parent === line.key).forEach((child) => add(child, depth + 1))
  }
  lines.filter((line) => line.parent === null || !keys.has(line.parent)).forEach((line) => add(line, 0))
  return found
}
