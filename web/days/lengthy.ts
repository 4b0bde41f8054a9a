import type { Colleague } from './office'

/** A report as long as they come: as many sections, indicators and lines of money as the largest departments have. */
export const SECTIONS = 100
export const INDICATORS = 200
export const LINES = 150
/** The section that has every indicator, and the one that has all the money: the longest tables there can be. */
export const FIGURES = '6.4'
export const MONEY = '2.3'

const TEN = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
const CHAPTERS = ['部门基本情况', '年度资金情况', '绩效目标情况', '自评工作情况', '项目实施情况', '绩效指标完成情况', '履职效能', '管理效率', '存在问题', '改进措施']
const CATEGORIES = ['QUANTITY', 'QUALITY', 'TIMELINESS', 'COST', 'ECONOMIC', 'SOCIAL', 'ECOLOGICAL', 'SUSTAINABILITY', 'SATISFACTION']
const SENTENCE = '本年度围绕河道整治、灌区续建配套、农村供水保障和水土流失治理等重点任务组织实施，按月调度进度，按季核对资金，对进度滞后的项目逐一分析原因并提出整改措施，年末各项任务均已完成或者转入下一年度继续实施。'

export function idOf(department: string, year: number): string {
  return `${department}-${year}-overall`
}

/** The last section's key. */
export const LAST = `${CHAPTERS.length}.${SECTIONS / CHAPTERS.length}`

export function lengthy(departmentId: string, name: string, fiscalYear: number): unknown {
  return {
    departmentId,
    fiscalYear,
    type: 'DEPARTMENT_OVERALL',
    title: `${name}${fiscalYear}年度部门整体支出绩效自评报告`,
    sections: CHAPTERS.flatMap((chapter, i) =>
      TEN.slice(0, SECTIONS / CHAPTERS.length).map((number, j) => ({
        key: `${i + 1}.${j + 1}`,
        printedNumber: `（${number}）`,
        title: `${chapter}之${number}`,
        chapter: `${TEN[i]}、${chapter}`,
        blocks: [
          { kind: 'HEADING', text: `1．${chapter}总体情况` },
          ...[1, 2, 3, 4].map((n) => ({ kind: 'PARAGRAPH', text: `第${n}项工作：${SENTENCE.repeat(n % 2 === 0 ? 3 : 2)}` })),
          { kind: 'HEADING', text: `2．${chapter}分项情况` },
          ...[5, 6].map((n) => ({ kind: 'PARAGRAPH', text: `第${n}项工作：${SENTENCE.repeat(2)}` })),
        ],
      })),
    ),
    indicators: Array.from({ length: INDICATORS }, (_, i) => ({
      key: `ind-${i + 1}`,
      section: FIGURES,
      category: CATEGORIES[i % CATEGORIES.length],
      name: indicator(i + 1),
      target: { operator: 'GE', value: String(1000 + i), unit: '公里', text: `不低于${1000 + i}公里` },
      actual: i % 10 === 9 ? null : { value: `1,${String(100 + i)}.5`, unit: '公里' },
    })),
    lineItems: Array.from({ length: LINES }, (_, i) => ({
      key: `li-${i + 1}`,
      section: MONEY,
      name: line(i + 1),
      parent: i === 0 ? null : i % 15 === 0 || i < 10 ? 'li-1' : `li-${Math.floor(i / 15) * 15 + 1}`,
      relation: i === 0 ? null : 'OF_WHICH',
      unit: '万元',
      initialBudget: i === 0 ? '9,876,543.21' : '1,234.50',
      adjustedBudget: null,
      executed: i === 0 ? '9,000,000.00' : '1,200.00',
      statedRate: null,
    })),
  }
}

export function indicator(number: number): string {
  return `第${number}段河道整治及堤防加固完成长度`
}

export function line(number: number): string {
  return `第${number}项水利工程建设与运行维护经费`
}

/** Every section submitted and approved by its head, but the one with the indicators: that is returned, and every figure of it changed. */
export async function worked(report: string, drafter: Colleague, head: Colleague): Promise<void> {
  const keys: string[] = (await drafter.get(`/api/reports/${report}`)).sections.map((each: { key: string }) => each.key)
  for (const key of keys) {
    await drafter.act(report, key, 'submit')
  }
  const { digest } = await head.section(report, FIGURES)
  const items = [{ ref: 'ind-1', comment: '请按年终统计数逐项核对' }]
  await head.act(report, FIGURES, 'return', { digest, to: 'DRAFTER', reason: '完成值与统计年报不一致', items })
  for (let i = 1; i <= INDICATORS; i++) {
    await drafter.send('PUT', `/api/reports/${report}/indicators/ind-${i}/actual`, {
      value: `1,${String(100 + i)}.8`, unit: '公里', explanation: null, reason: '按年终统计数更正',
    })
  }
  await drafter.act(report, FIGURES, 'submit')
}
