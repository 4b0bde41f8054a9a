import type { Block, Indicator, LineItem, Report, Section, Target } from '../api/types'

/** What a report begins with: its structure, the targets and the budget. */
export interface Opening {
  sections: readonly (Pick<Section, 'key' | 'printedNumber' | 'title' | 'chapter'> & { blocks: readonly Block[] })[]
  indicators: readonly (Pick<Indicator, 'key' | 'section' | 'category' | 'name'> & { target: Target | null; actual: null })[]
  lineItems: readonly (Pick<LineItem, 'key' | 'section' | 'name' | 'parent' | 'relation' | 'unit' | 'initialBudget' | 'adjustedBudget'> & {
    executed: null
    statedRate: null
  })[]
}

/** What such a report is called, in every language: it is an official document. */
export function titleOf(department: string, year: number): string {
  return `${department}${year}年度部门整体支出绩效自评报告`
}

/** An earlier report, without what was of its year: text, actuals and money. Its targets are there to be put right. */
export function basedOn(report: Report): Opening {
  return {
    sections: report.sections.map(({ key, printedNumber, title, chapter }) => ({ key, printedNumber, title, chapter, blocks: [] })),
    indicators: report.indicators.map(({ key, section, category, name, target }) => ({ key, section, category, name, target, actual: null })),
    lineItems: report.lineItems.map(({ key, section, name, parent, relation, unit }) => ({
      key, section, name, parent, relation, unit, initialBudget: null, adjustedBudget: null, executed: null, statedRate: null,
    })),
  }
}

/** The text of an earlier report under the sections that are the same there by key and title; and of how many it found no place. */
export function withText(opening: Opening, report: Report): { opening: Opening; placed: number; left: number } {
  const written = report.sections.filter(({ blocks }) => blocks.length > 0)
  const sections = opening.sections.map((section) => {
    const same = written.find(({ key, title }) => key === section.key && title === section.title)
    return same === undefined ? section : { ...section, blocks: same.blocks }
  })
  const placed = sections.filter(({ blocks }) => blocks.length > 0).length
  return { opening: { ...opening, sections }, placed, left: written.length - placed }
}

/**
 * The sections that a self-evaluation of a department's whole spending has, for those who have no earlier report: those of
 * 江门市生态环境局 for 2023. Its two analyses, 履职效能 and 管理效率, are the first-level indicators of Guangdong's scheme.
 */
export const OUTLINE: Opening = {
  sections: [
    ['1.1', '（一）', '部门职能', '一、部门基本情况'],
    ['1.2', '（二）', '年度总体工作和重点工作任务', '一、部门基本情况'],
    ['1.3', '（三）', '部门整体支出绩效目标情况', '一、部门基本情况'],
    ['1.4', '（四）', '部门整体支出情况', '一、部门基本情况'],
    ['2.1', '（一）', '自评结论', '二、绩效自评情况'],
    ['2.2', '（二）', '履职效能分析', '二、绩效自评情况'],
    ['2.3', '（三）', '管理效率分析', '二、绩效自评情况'],
    ['2.4', '（四）', '就部门整体支出绩效管理存在问题提出改进措施', '二、绩效自评情况'],
    ['3', '三、', '其他自评情况', '三、其他自评情况'],
    ['4', '四、', '上年度绩效自评或财政重点绩效评价整改情况', '四、上年度绩效自评或财政重点绩效评价整改情况'],
  ].map(([key, printedNumber, title, chapter]) => ({ key: key!, printedNumber: printedNumber!, title: title!, chapter: chapter!, blocks: [] })),
  indicators: [],
  lineItems: [],
}
