import type { Target } from '../api/types'
import { zh } from '../words/zh'
import type { Words } from '../words/words'
import { last } from './last'
import type { Opening } from './opening'

/** One sheet of a workbook: texts, the first row being the heads of its columns. */
export interface WorkSheet {
  name: string
  rows: readonly (readonly string[])[]
}

/** What is wrong in a workbook, and where: its row as Excel counts it, or null where it is the whole sheet. */
export interface Misfit {
  sheet: string
  row: number | null
  said: string
}

const SHEETS = { sections: '章节', indicators: '指标', lineItems: '资金' } as const
type Part = keyof typeof SHEETS

/** The heads of the columns in their order, and what they are in the document. They are the same in every language: the file goes from office to office. */
const FIELDS: Record<Part, Readonly<Record<string, string>>> = {
  sections: { key: '编号', chapter: '一级标题', printedNumber: '印刷序号', title: '标题' },
  indicators: { key: '编号', section: '所属章节', category: '类别', name: '指标名称', text: '目标原文', operator: '比较方式', value: '目标值', unit: '计量单位' },
  lineItems: { key: '编号', section: '所属章节', parent: '上级编号', relation: '关系', name: '项目名称', unit: '计量单位', initialBudget: '年初预算数', adjustedBudget: '全年预算数' },
}

/** A number as people enter it. */
const ENTERED = /^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/

const RELATION = { ...zh.relation, PART: zh.open.part }

export function workbookOf({ sections, indicators, lineItems }: Opening): WorkSheet[] {
  const rows: Record<Part, (string | null)[][]> = {
    sections: sections.map((each) => [each.key, each.chapter, each.printedNumber, each.title]),
    indicators: indicators.map(({ key, section, category, name, target }) => [
      key,
      section,
      category === null ? null : zh.category[category],
      name,
      target?.text ?? null,
      target?.operator == null ? null : zh.operator[target.operator],
      target?.value ?? null,
      target?.unit ?? null,
    ]),
    lineItems: lineItems.map((each) => [
      each.key,
      each.section,
      each.parent,
      each.relation === null ? null : RELATION[each.relation],
      each.name,
      each.unit,
      each.initialBudget,
      each.adjustedBudget,
    ]),
  }
  return parts().map((part) => ({
    name: SHEETS[part],
    rows: [headsOf(part), ...rows[part].map((row) => row.map((cell) => cell ?? ''))],
  }))
}

/** What was read: a report to begin with, in which row each thing stood, and what is to be put right first. */
export interface Read {
  opening: Opening
  rows: Record<Part, readonly number[]>
  misfits: readonly Misfit[]
}

/** Rows without any text are passed over, and columns may stand in any order. A number that a row does not give itself is given to it. */
export function openingOf(workbook: readonly WorkSheet[], words: Words): Read {
  const misfits: Misfit[] = []
  const table = (part: Part): Row[] => tableOf(part, workbook, words, misfits)
  const tables = { sections: table('sections'), indicators: table('indicators'), lineItems: table('lineItems') }
  const say = (part: Part, { row }: Row, said: string): void => {
    misfits.push({ sheet: SHEETS[part], row, said })
  }
  const needed = (part: Part, row: Row, head: string): string => {
    const text = row.cells[head] ?? ''
    if (text === '') {
      say(part, row, words.open.missing(head))
    }
    return text
  }
  const chosen = <T extends string>(part: Part, row: Row, head: string, choices: Readonly<Record<T, string>>): T | null => {
    const text = row.cells[head] ?? ''
    const found = (Object.keys(choices) as T[]).find((key) => choices[key] === text)
    if (found === undefined && text !== '') {
      say(part, row, words.open.unknown(head, text, Object.values<string>(choices).join('、')))
    }
    return found ?? null
  }
  const once = (part: Part): void => {
    const seen = new Map<string, number>()
    for (const row of tables[part]) {
      const key = given(row, '编号')
      if (key !== null && seen.has(key)) {
        say(part, row, words.open.twice('编号', key, seen.get(key)!))
      } else if (key !== null) {
        seen.set(key, row.row)
      }
    }
  }
  parts().forEach(once)
  const figure = (part: Part, row: Row, head: string): string | null => {
    const text = given(row, head)
    if (text !== null && !ENTERED.test(text)) {
      say(part, row, words.open.noNumber(head, text))
    }
    return text
  }
  const sections = tables.sections.map((row) => ({
    key: needed('sections', row, '编号'),
    chapter: given(row, '一级标题'),
    printedNumber: given(row, '印刷序号'),
    title: needed('sections', row, '标题'),
    blocks: [],
  }))
  const keys = new Set(sections.map(({ key }) => key))
  if (keys.size === 0 && misfits.length === 0) {
    misfits.push({ sheet: SHEETS.sections, row: null, said: words.open.empty })
  }
  const sectionOf = (part: Part, row: Row): string => {
    const section = needed(part, row, '所属章节')
    if (section !== '' && keys.size > 0 && !keys.has(section)) {
      say(part, row, words.open.notThere('所属章节', section, SHEETS.sections))
    }
    return section
  }
  const nextIndicator = numbered('ind', tables.indicators)
  const indicators = tables.indicators.map((row) => ({
    key: given(row, '编号') ?? nextIndicator(),
    section: sectionOf('indicators', row),
    category: chosen('indicators', row, '类别', zh.category),
    name: needed('indicators', row, '指标名称'),
    target: targetOf(row, chosen('indicators', row, '比较方式', zh.operator), figure('indicators', row, '目标值')),
    actual: null,
  }))
  const lineKeys = new Set(tables.lineItems.map((row) => given(row, '编号')))
  const parentOf = (row: Row): string | null => {
    const parent = given(row, '上级编号')
    if (parent !== null && !lineKeys.has(parent)) {
      say('lineItems', row, words.open.notThere('上级编号', parent, SHEETS.lineItems))
    }
    return parent
  }
  const nextLine = numbered('li', tables.lineItems)
  const lineItems = tables.lineItems.map((row) => ({
    key: given(row, '编号') ?? nextLine(),
    section: sectionOf('lineItems', row),
    parent: parentOf(row),
    relation: chosen('lineItems', row, '关系', RELATION),
    name: needed('lineItems', row, '项目名称'),
    unit: given(row, '计量单位'),
    initialBudget: figure('lineItems', row, '年初预算数'),
    adjustedBudget: figure('lineItems', row, '全年预算数'),
    executed: null,
    statedRate: null,
  }))
  const rowsOf = (part: Part): number[] => tables[part].map(({ row }) => row)
  const rows = { sections: rowsOf('sections'), indicators: rowsOf('indicators'), lineItems: rowsOf('lineItems') }
  return { opening: { sections, indicators, lineItems }, rows, misfits }
}

/** Where what the server refuses stands in the workbook: {@code indicators/3/target/value} is 目标值 in a row of 指标. */
export function standsAt(path: string, rows: Read['rows']): { sheet: string; row: number; head: string | null } | null {
  const [part, at, ...field] = path.split('/')
  const found = parts().find((each) => each === part)
  const row = found === undefined ? undefined : rows[found][Number(at)]
  return found === undefined || row === undefined ? null : { sheet: SHEETS[found], row, head: FIELDS[found][last(field) ?? ''] ?? null }
}

interface Row {
  row: number
  cells: Partial<Record<string, string>>
}

function parts(): Part[] {
  return Object.keys(SHEETS) as Part[]
}

function headsOf(part: Part): string[] {
  return Object.values(FIELDS[part])
}

function tableOf(part: Part, workbook: readonly WorkSheet[], words: Words, misfits: Misfit[]): Row[] {
  const [heads, ...rows] = workbook.find(({ name }) => name.trim() === SHEETS[part])?.rows ?? []
  if (heads === undefined) {
    misfits.push({ sheet: SHEETS[part], row: null, said: words.open.noSheet })
    return []
  }
  const missing = headsOf(part).filter((head) => !heads.includes(head))
  if (missing.length > 0) {
    misfits.push({ sheet: SHEETS[part], row: 1, said: words.open.noColumns(missing.join('、')) })
    return []
  }
  return rows
    .map((cells, i) => ({ row: i + 2, cells: Object.fromEntries(heads.map((head, j) => [head, (cells[j] ?? '').trim()])) }))
    .filter(({ cells }) => Object.values(cells).some((cell) => cell !== ''))
}

function given({ cells }: Row, head: string): string | null {
  const text = cells[head] ?? ''
  return text === '' ? null : text
}

function targetOf(row: Row, operator: Target['operator'], value: string | null): Target | null {
  const target = { operator, value, unit: given(row, '计量单位'), text: given(row, '目标原文') }
  return Object.values(target).every((each) => each === null) ? null : target
}

/** The next number that no row of the table has: ind-01, ind-02. */
function numbered(prefix: string, table: readonly Row[]): () => string {
  const taken = new Set(table.map(({ cells }) => cells['编号']))
  let n = 0
  return () => {
    let key
    do {
      key = `${prefix}-${String(++n).padStart(2, '0')}`
    } while (taken.has(key))
    return key
  }
}
