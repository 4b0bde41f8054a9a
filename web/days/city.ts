/** A year of a city's departments as it looks in the middle of it: for pictures, where two departments say too little. */
const NOW = '2024-04-18T15:59:59.999Z'
const DAY = 24 * 60 * 60_000

type Row = [name: string, days: number[], returns: [number, number, number], attainment: [number, number, number], waits: [string, string, string, number, number][], final?: boolean]

const ROWS: Row[] = [
  ['江门市生态环境局', [9.4, 12.2], [2, 3, 0], [21, 3, 5], [['REVIEW', 'FINANCE_BUREAU', 'BUDGET_OFFICER', 6, 12.2], ['RULE_ON_REVISION', 'FINANCE_BUREAU', 'PERFORMANCE_OFFICER', 1, 8.6]]],
  ['江门市水利局', [11.1, 8.3, 6.5], [1, 2, 5], [17, 2, 3], [['REVIEW', 'PEOPLES_CONGRESS', 'CONGRESS_REVIEWER', 3, 6.5], ['WRITE', 'DEPARTMENT', 'DRAFTER', 1, 2.1]]],
  ['江门市教育局', [7.6, 9.0, 4.2], [0, 1, 0], [33, 1, 2], [['REVIEW', 'PEOPLES_CONGRESS', 'CONGRESS_REVIEWER', 8, 4.2]]],
  ['江门市卫生健康局', [14.8, 5.7], [3, 1, 0], [26, 4, 6], [['REVIEW', 'FINANCE_BUREAU', 'PERFORMANCE_OFFICER', 5, 3.4]]],
  ['江门市交通运输局', [19.7], [4, 0, 0], [12, 5, 9], [['REVIEW', 'DEPARTMENT', 'SECTION_HEAD', 4, 9.8], ['WRITE', 'DEPARTMENT', 'DRAFTER', 2, 5.3]]],
  ['江门市民政局', [6.2, 7.9, 5.0], [1, 0, 0], [19, 0, 1], [], true],
  ['江门市农业农村局', [10.5, 3.1], [0, 0, 0], [22, 2, 2], [['REVIEW', 'FINANCE_BUREAU', 'BUDGET_OFFICER', 7, 3.1]]],
  ['江门市文化广电旅游体育局', [16.3], [2, 0, 0], [15, 3, 4], [['FORWARD', 'DEPARTMENT', 'DIRECTOR', 1, 1.2]]],
  ['江门市住房和城乡建设局', [12.9, 10.4, 8.8], [2, 4, 1], [24, 3, 3], [], true],
  ['江门市应急管理局', [8.8, 6.6], [0, 2, 0], [14, 1, 2], [['REVIEW', 'FINANCE_BUREAU', 'BUDGET_OFFICER', 3, 6.6]]],
  ['江门市科学技术局', [5.1], [0, 0, 0], [9, 0, 7], [['REVIEW', 'DEPARTMENT', 'DIRECTOR', 5, 2.9]]],
  ['江门市自然资源局', [9.9, 11.5, 2.4], [1, 3, 0], [20, 2, 4], [['REVIEW', 'PEOPLES_CONGRESS', 'CONGRESS_REVIEWER', 6, 2.4]]],
]

const STAGES = ['DEPARTMENT', 'FINANCE_BUREAU', 'PEOPLES_CONGRESS', 'FINAL']
const ago = (days: number): string => new Date(Date.parse(NOW) - days * DAY).toISOString()

export const city = {
  at: NOW,
  year: 2023,
  years: [2023, 2022],
  items: ROWS.map(([name, days, returns, attainment, waits, final], i) => {
    const spent = final ? [...days, 3 + i / 2] : days
    const stays = spent.map((_, at) => ({ stage: STAGES[at], since: ago(spent.slice(at).reduce((sum, each) => sum + each, 0)) }))
    return {
      reportId: `department-${i}-2023-overall`,
      version: 40 + i,
      departmentId: `department-${i}`,
      fiscalYear: 2023,
      type: 'DEPARTMENT_OVERALL',
      title: `${name}2023年度部门整体支出绩效自评报告`,
      stage: stays.at(-1)!.stage,
      stays,
      waits: waits.map(([kind, desk, step, count, since]) => ({ kind, desk, step, count, since: ago(since) })),
      returns: { DEPARTMENT: returns[0], FINANCE_BUREAU: returns[1], PEOPLES_CONGRESS: returns[2] },
      attainment: { ATTAINED: attainment[0], NOT_ATTAINED: attainment[1], UNVERIFIABLE: attainment[2] },
    }
  }),
}
