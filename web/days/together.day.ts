import { Colleague, type Desk, expect, test } from './office'

/** Two drafters fill in the same tables: nothing of either is lost, and nothing is written over unseen. */
test.describe.configure({ mode: 'serial' })

const YEAR = 2013
const REPORT = `jiangmen-ecology-${YEAR}-overall`

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL: baseURL! })
  const drafter = await Colleague.called(request, 'drafter')
  await drafter.send('POST', '/api/reports', {
    departmentId: 'jiangmen-ecology',
    fiscalYear: YEAR,
    type: 'DEPARTMENT_OVERALL',
    title: `江门市生态环境局${YEAR}年度部门整体支出绩效自评报告`,
    sections: [{ key: '1.1', printedNumber: '（一）', title: '完成情况', chapter: '一、自评情况', blocks: [{ kind: 'PARAGRAPH', text: '见下表。' }] }],
    indicators: ['执法检查', '水质监测', '信访办结'].map((name, i) => ({
      key: `ind-${i + 1}`,
      section: '1.1',
      category: 'QUANTITY',
      name,
      target: { operator: 'GE', value: '100', unit: '次', text: '不少于100次' },
      actual: null,
    })),
    lineItems: ['项目支出', '基本支出'].map((name, i) => ({
      key: `li-${i + 1}`,
      section: '1.1',
      name,
      parent: null,
      relation: null,
      unit: '万元',
      initialBudget: '100.00',
      adjustedBudget: null,
      executed: '90.00',
      statedRate: null,
    })),
  })
  await drafter.section(REPORT, '1.1')
  await request.dispose()
})

async function opens(desk: Desk, what: '填报指标完成值' | '填报资金'): Promise<void> {
  await desk.open(REPORT, '1.1')
  await desk.page.getByRole('button', { name: what }).click()
}

function cell({ page }: Desk, name: string) {
  return page.getByTestId('sheet').getByRole('textbox', { name, exact: true })
}

async function saves({ page }: Desk): Promise<void> {
  await page.getByTestId('save-rows').click()
}

/** What was saved is no draft any more. */
async function leavesNoDraft(anyone: Colleague): Promise<void> {
  await expect(async () => expect((await anyone.get('/api/drafts')).items).toEqual([])).toPass()
}

test('one figure given by two is settled by whoever came later, and can be corrected again', async ({ desk, colleague }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  const sheet = page.getByTestId('sheet')
  await opens(drafter, '填报指标完成值')
  const other = await desk('drafter2')
  await opens(other, '填报指标完成值')
  await cell(other, '执法检查 完成值').fill('120')
  await cell(other, '执法检查 说明').fill('执法台账')
  await saves(other)
  await expect(other.page.getByTestId('sheet')).toContainText('已保存')

  await cell(drafter, '执法检查 完成值').fill('130')
  await cell(drafter, '水质监测 完成值').fill('110')
  await saves(drafter)
  const dispute = sheet.getByTestId('row-dispute')
  await expect(dispute).toContainText('林子健的 120')
  await expect(dispute).toContainText('我的 130')
  await expect(cell(drafter, '执法检查 说明')).toHaveValue('执法台账')
  await expect(sheet).toContainText('林子健同时改了说明')
  await expect(sheet.getByRole('row', { name: /水质监测/ })).toContainText('已保存')
  await expect(sheet).toContainText('还有 1 处需要选择')
  await expect(page.getByTestId('save-rows')).toBeDisabled()
  await drafter.isForEveryone()
  await drafter.shoot('row-conflict')

  await expect(dispute.getByRole('button', { name: '用对方的 执法检查 完成值' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(cell(drafter, '执法检查 完成值')).toBeFocused()
  await expect(cell(drafter, '执法检查 完成值')).toHaveValue('130')
  await saves(drafter)
  await expect(sheet.getByRole('alert')).toContainText('更正原因')
  await expect(sheet.getByRole('alert')).toContainText('请求编号')
  await cell(drafter, '执法检查 更正原因').fill('台账漏记10次')
  await saves(drafter)
  await expect(sheet.getByRole('row', { name: /执法检查/ })).toContainText('已保存')
  await expect(sheet.getByLabel('执法检查 更正原因')).toHaveCount(0)

  // given in this sheet, and corrected in it
  await cell(drafter, '水质监测 完成值').fill('111')
  await expect(cell(drafter, '水质监测 更正原因')).toHaveValue('')
  await cell(drafter, '水质监测 更正原因').fill('补录一次')
  await saves(drafter)
  await cell(drafter, '执法检查 完成值').fill('131')
  await expect(cell(drafter, '执法检查 更正原因')).toHaveValue('')
  await cell(drafter, '执法检查 更正原因').fill('再核')
  await saves(drafter)
  await expect(sheet.getByRole('row', { name: /执法检查/ })).toContainText('已保存')

  const anyone = await colleague('drafter2')
  await expect(async () => {
    const { items } = await anyone.get(`/api/reports/${REPORT}/history?limit=500&type=actual-corrected`)
    expect(items.map((each: any) => [each.actor.name, each.reason, each.changes.map((change: any) => `${change.before}→${change.after}`).join()])).toEqual([
      ['陈晓岚', '台账漏记10次', '120→130'],
      ['陈晓岚', '补录一次', '110→111'],
      ['陈晓岚', '再核', '130→131'],
    ])
    const report = await anyone.get(`/api/reports/${REPORT}`)
    expect(report.indicators[0]).toMatchObject({ actual: { value: '131', unit: '次' }, explanation: '执法台账' })
  }).toPass()

  // what was open elsewhere and untouched becomes what it is by now
  await other.page.getByTestId('newer').getByRole('button', { name: '显示最新内容' }).click()
  await expect(cell(other, '执法检查 完成值')).toHaveValue('131')
  await expect(cell(other, '水质监测 完成值')).toHaveValue('111')
  await other.page.getByTestId('sheet').getByRole('button', { name: '关闭' }).click()
  await expect(other.page.getByTestId('sheet')).toHaveCount(0)
  await leavesNoDraft(await colleague('drafter'))
  await leavesNoDraft(anyone)
})

test('one row of money: different columns are both kept, the same is asked about', async ({ desk, colleague }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  const sheet = page.getByTestId('sheet')
  await opens(drafter, '填报资金')
  const other = await desk('drafter2')
  await opens(other, '填报资金')
  await cell(other, '项目支出 全年预算数').fill('110.00')
  await cell(other, '基本支出 全年执行数').fill('95.00')
  await saves(other)
  await expect(other.page.getByTestId('sheet').getByText('已保存')).toHaveCount(2)

  await cell(drafter, '项目支出 全年执行数').fill('99.00')
  await cell(drafter, '基本支出 全年执行数').fill('96.00')
  await saves(drafter)
  await expect(sheet.getByRole('row', { name: /项目支出/ }).first()).toContainText('林子健同时改了全年预算数，已一并保留')
  await expect(cell(drafter, '项目支出 全年预算数')).toHaveValue('110.00')
  const dispute = sheet.getByTestId('row-dispute')
  await expect(dispute).toHaveCount(1)
  await expect(dispute).toContainText('林子健的 95.00')
  await expect(dispute).toContainText('我的 96.00')
  await drafter.isForEveryone()
  await dispute.getByRole('button', { name: /^用对方的/ }).click()
  await expect(cell(drafter, '基本支出 全年执行数')).toHaveValue('95.00')
  await expect(page.getByTestId('save-rows')).toBeDisabled()
  const anyone = await colleague('drafter2')
  await expect(async () => {
    const report = await anyone.get(`/api/reports/${REPORT}`)
    expect(report.lineItems[0]).toMatchObject({ initialBudget: '100.00', adjustedBudget: '110.00', executed: '99.00' })
    expect(report.lineItems[1]).toMatchObject({ executed: '95.00' })
    const { items } = await anyone.get(`/api/reports/${REPORT}/history?limit=500&type=expenditure-recorded`)
    expect(items.map((each: any) => each.actor.name)).toEqual(['林子健', '林子健', '陈晓岚'])
  }).toPass()
  await leavesNoDraft(await colleague('drafter'))
  await leavesNoDraft(anyone)
})

test('closing before it is known what was kept already waits for that, and keeps the draft', async ({ desk, colleague }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  let answer = (): void => undefined
  const closed = new Promise<void>((go) => (answer = go))
  await page.route('**/api/drafts/**', async (route) => {
    if (route.request().method() === 'GET') {
      await closed
    }
    await route.continue()
  })
  await opens(drafter, '填报指标完成值')
  await cell(drafter, '信访办结 完成值').fill('140')
  await page.getByTestId('sheet').getByRole('button', { name: '关闭' }).click()
  answer()
  const asked = page.getByRole('dialog', { name: '还没有保存' })
  await expect(asked).toContainText('草稿已为您留好')
  const mine = await colleague('drafter')
  expect((await mine.get('/api/drafts')).items).toHaveLength(1)
  await asked.getByRole('button', { name: '留下继续' }).click()
  await expect(asked).toBeHidden()
  await drafter.giveUp()
  await expect(page.getByTestId('sheet')).toHaveCount(0)
  expect((await mine.get('/api/drafts')).items).toEqual([])
})

test('closing with typed figures asks, and keeps them as a draft; giving up asks, and drops them', async ({ desk, colleague }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  const sheet = page.getByTestId('sheet')
  await opens(drafter, '填报指标完成值')
  await cell(drafter, '信访办结 完成值').fill('140')
  await sheet.getByRole('button', { name: '关闭' }).click()
  const asked = page.getByRole('dialog', { name: '还没有保存' })
  await expect(asked).toContainText('草稿已为您留好')
  await drafter.isForEveryone()
  await asked.getByRole('button', { name: '留下继续' }).click()
  await expect(asked).toBeHidden()
  await expect(cell(drafter, '信访办结 完成值')).toHaveValue('140')
  await sheet.getByRole('button', { name: '关闭' }).click()
  await asked.getByRole('button', { name: '离开，草稿留着' }).click()
  await expect(sheet).toHaveCount(0)

  // somebody gives the same figure before the draft is taken up
  await (await colleague('drafter2')).send('PUT', `/api/reports/${REPORT}/indicators/ind-3/actual`, { value: '150', unit: '次', explanation: null, reason: null })
  await page.reload()
  await page.getByTestId('drafts').getByRole('link', { name: /指标完成值/ }).click()
  const offer = page.getByTestId('draft-offer')
  await expect(offer).toContainText('信访办结 完成值')
  await expect(offer).toContainText('此后已有人改过')
  await offer.getByRole('button', { name: '接着写' }).click()
  await expect(sheet.getByTestId('row-dispute')).toContainText('林子健的 150')
  await expect(sheet.getByTestId('row-dispute')).toContainText('我的 140')
  await page.getByRole('button', { name: '放弃修改', exact: true }).click()
  await expect(asked).toContainText('不能找回')
  await asked.getByRole('button', { name: '留下继续' }).click()
  await expect(asked).toBeHidden()
  await drafter.giveUp()
  await expect(sheet).toHaveCount(0)
  await expect(page.getByTestId('drafts')).toHaveCount(0)
  const mine = await colleague('drafter')
  expect((await mine.get('/api/drafts')).items).toEqual([])
  expect((await mine.get(`/api/reports/${REPORT}`)).indicators[2].actual.value).toBe('150')
})

test('what was typed into a text is not dropped unasked', async ({ desk }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  await drafter.open(REPORT, '1.1')
  await page.getByRole('button', { name: '修改正文' }).click()
  const text = page.getByTestId('editor').getByRole('textbox').first()
  await text.fill('见下表，均已核对。')
  await page.getByRole('button', { name: '放弃修改', exact: true }).click()
  await page.getByRole('dialog', { name: '还没有保存' }).getByRole('button', { name: '留下继续' }).click()
  await expect(text).toHaveValue('见下表，均已核对。')
  await drafter.giveUp()
  await expect(page.getByTestId('editor')).toHaveCount(0)
  await expect(page.getByRole('article')).not.toContainText('均已核对')
})
