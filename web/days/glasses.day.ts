import { readsThroughEveryGlass as reads } from './glass'
import { idOf } from './lengthy'
import { Colleague, ECOLOGY, expect, test, WATER } from './office'

/** Every screen on a telephone, at twice the size and with large text. */
const HERE = idOf('jiangmen-water', 2017)
const DONE = idOf('jiangmen-water', 2015)

test.beforeAll(async ({ playwright, baseURL }) => {
  const called = async (name: string): Promise<Colleague> => Colleague.called(await playwright.request.newContext({ baseURL: baseURL! }), name)
  const drafter = await called('water-drafter')
  const head = await called('water-head')
  // a failure before begins with another worker, for which everything is there
  const { items } = await drafter.get('/api/reports?year=2015')
  if (items.length > 0) {
    return
  }
  for (const year of [2017, 2015]) {
    await drafter.send('POST', '/api/reports', short(year))
  }
  await drafter.send('POST', `/api/reports/${HERE}/indicators/ind-1/revisions`, {
    target: { operator: 'GE', value: '120', unit: '公里', text: '不低于120公里' },
    reason: '年中新增省级中小河流治理任务，原目标值已不能反映全年工作量',
    basis: '江水规〔2017〕12号、江财农〔2017〕35号',
  })
  await drafter.act(HERE, '1.1', 'submit')
  await drafter.act(DONE, '1.1', 'submit')
  await drafter.act(DONE, '1.2', 'submit')
  for (const key of ['1.1', '1.2']) {
    await head.approve(DONE, key)
    await (await called('water-director')).approve(DONE, key)
  }
})

test('signing in, and where there is nothing', async ({ desk }) => {
  const nobody = await desk('water-head')
  await nobody.page.goto('/reports/nothing/is/here')
  await expect(nobody.page.getByRole('heading').first()).toBeVisible()
  await reads(nobody, 'nowhere')
  await nobody.page.goto('/reports/nothing-here')
  await expect(nobody.page.getByRole('alert')).toBeVisible()
  await reads(nobody, 'no-report')
  await nobody.page.context().clearCookies()
  await nobody.page.goto('/sign-in')
  await nobody.page.getByLabel('用户名').fill('water-head')
  await nobody.page.getByLabel('密码').fill('wrong')
  await nobody.page.keyboard.press('Enter')
  await expect(nobody.page.getByRole('alert')).toBeVisible()
  await reads(nobody, 'sign-in')
})

test('what a reviewer works with', async ({ desk }) => {
  const head = await desk('water-head')
  const { page } = head
  await head.open(HERE, '1.1')
  await reads(head, 'section')
  await page.getByRole('button', { name: '退回', exact: true }).click()
  await expect(page.getByRole('dialog', { name: '退回章节' })).toBeVisible()
  await page.getByRole('button', { name: '再加一处' }).click()
  await reads(head, 'return')
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  await page.getByRole('button', { name: '通过', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '确认通过' })
  await dialog.getByLabel('审核意见', { exact: true }).fill('完成值与统计年报一致，资金与决算一致，同意。')
  await expect(dialog.getByTestId('draft-state')).toContainText('草稿已保存')
  await reads(head, 'approve')
  await dialog.getByRole('button', { name: '管理常用语' }).click()
  await reads(head, 'phrases')
  await dialog.getByRole('button', { name: '取消' }).click()
  await page.goto('/workbench')
  await expect(page.getByTestId('drafts')).toBeVisible()
  await reads(head, 'workbench')
  await page.goto('/workbench?box=done')
  await expect(page.locator('[data-row]').first()).toBeVisible()
  await reads(head, 'workbench-done')
})

test('what a drafter works with', async ({ desk }) => {
  const drafter = await desk('water-drafter')
  const { page } = drafter
  await drafter.open(HERE, '1.2')
  await page.getByRole('button', { name: '修改正文' }).click()
  await reads(drafter, 'editing')
  await page.getByRole('button', { name: '放弃修改' }).click()
  await page.getByRole('button', { name: '填报指标完成值' }).click()
  await reads(drafter, 'figures')
  await page.getByTestId('sheet').getByRole('button', { name: '关闭' }).click()
  await page.getByRole('button', { name: '填报资金' }).click()
  await reads(drafter, 'money')
  await page.getByTestId('sheet').getByRole('button', { name: '关闭' }).click()
  await page.getByRole('button', { name: /^申请调整/ }).first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await reads(drafter, 'asking')
  await page.goto('/open')
  await expect(page.getByTestId('take')).toBeVisible()
  await reads(drafter, 'open')
})

test('what goes on to the next desk', async ({ desk }) => {
  const director = await desk('water-director')
  await director.page.goto(`/reports/${DONE}`)
  await director.page.getByRole('button', { name: '报送财政局' }).click()
  await expect(director.page.getByRole('dialog')).toBeVisible()
  await reads(director, 'forward')
  const officer = await desk('performance-officer')
  await officer.page.locator('[data-row]').filter({ hasText: '河道整治长度' }).click()
  await expect(officer.page.getByRole('dialog')).toBeVisible()
  await reads(officer, 'ruling')
})

test('what is read and checked', async ({ desk }) => {
  const auditor = await desk('auditor')
  const { page } = auditor
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
  await reads(auditor, 'reports')
  await page.goto(`/reports/${WATER}`)
  await expect(page.getByRole('table')).toBeVisible()
  await reads(auditor, 'overview')
  await auditor.open(ECOLOGY, '2.2')
  await reads(auditor, 'section-read')
  for (const [path, shown] of [
    ['trail', 'ol li'],
    ['replay', '[data-testid=event]'],
    ['decisions', '[data-testid=decision]'],
    ['findings', '[data-testid=findings]'],
    ['print', '.approval table'],
  ] as const) {
    await page.goto(`/reports/${WATER}/${path}`)
    await expect(page.locator(shown).last()).toBeVisible()
    await reads(auditor, path)
  }
  await page.goto(`/reports/${WATER}/proof`)
  await page.getByRole('button', { name: '在本浏览器核验' }).click()
  await expect(page.getByTestId('found')).toContainText('核验通过')
  await reads(auditor, 'proof')
})

test('where the reports of a year are', async ({ desk }) => {
  const auditor = await desk('auditor')
  await auditor.page.goto('/board?year=2022')
  await expect(auditor.page.getByTestId('board-line').first()).toBeVisible()
  await reads(auditor, 'board')
})

test('what administrators have', async ({ desk }) => {
  const system = await desk('system-admin')
  await expect(system.page.getByRole('main').getByRole('status')).toBeVisible()
  await reads(system, 'stopped')
  const audit = await desk('audit-admin')
  await expect(audit.page.getByRole('main').getByRole('listitem').first()).toBeVisible()
  await reads(audit, 'journal')
})

function short(year: number): unknown {
  const block = (text: string): unknown => ({ kind: 'PARAGRAPH', text })
  const indicator = (key: string, section: string, name: string): unknown => ({
    key, section, name, category: 'QUANTITY',
    target: { operator: 'GE', value: '100', unit: '公里', text: '不低于100公里' },
    actual: { value: '1,135.5', unit: '公里' },
  })
  const line = (key: string, section: string, name: string, parent: string | null): unknown => ({
    key, section, name, parent, relation: parent === null ? null : 'OF_WHICH', unit: '万元',
    initialBudget: '123,456,789.10', adjustedBudget: '123,400,000.00', executed: '120,000,000.55', statedRate: '97.24%',
  })
  return {
    departmentId: 'jiangmen-water',
    fiscalYear: year,
    type: 'DEPARTMENT_OVERALL',
    title: `江门市水利局${year}年度部门整体支出绩效自评报告`,
    sections: ['1.1', '1.2'].map((key, i) => ({
      key,
      printedNumber: i === 0 ? '（一）' : '（二）',
      title: i === 0 ? '绩效目标完成情况及资金执行情况' : '存在问题与改进措施',
      chapter: '一、绩效自评情况',
      blocks: [
        { kind: 'HEADING', text: '1．总体情况' },
        block('全年整治河道1,135.5公里，完成年度目标；资金执行率97.24%，结余资金已按规定收回。'.repeat(3)),
      ],
    })),
    indicators: [indicator('ind-1', '1.1', '河道整治长度'), indicator('ind-2', '1.2', '农村供水工程维修养护管网长度')],
    lineItems: [
      line('li-1', '1.1', '部门整体支出', null),
      line('li-2', '1.1', '中小河流治理及病险水库除险加固工程建设资金', 'li-1'),
      line('li-3', '1.2', '水利工程维修养护', null),
    ],
  }
}
