import { type Desk, expect, test } from './office'

/** One report all the way: through its department, the finance bureau and the congress, until it is final. */
const YEAR = 2019
const REPORT = `jiangmen-ecology-${YEAR}-overall`

test('a report goes its whole way at the screens', async ({ desk, colleague }) => {
  const drafter = await colleague('drafter')
  await drafter.send('POST', '/api/reports', {
    departmentId: 'jiangmen-ecology',
    fiscalYear: YEAR,
    type: 'DEPARTMENT_OVERALL',
    title: `江门市生态环境局${YEAR}年度部门整体支出绩效自评报告`,
    sections: [
      {
        key: '1.1',
        printedNumber: '（一）',
        title: '自评结论',
        chapter: '一、绩效自评情况',
        blocks: [{ kind: 'PARAGRAPH', text: '年度目标全部完成。' }],
      },
    ],
    indicators: [],
    lineItems: [],
  })
  await drafter.act(REPORT, '1.1', 'submit')
  await approve(await desk('section-head'))

  const director = await desk('director')
  await approve(director)
  await director.page.goto(`/reports/${REPORT}`)
  await forward(director, '报送财政局')
  await expect(director.page.locator('[aria-current=step]')).toContainText('财政局')

  await approve(await desk('budget-officer'))
  const officer = await desk('performance-officer')
  await approve(officer)
  await officer.page.goto('/workbench')
  await officer.page.locator('[data-row]').filter({ hasText: `${YEAR}年度` }).click()
  await officer.isForEveryone()
  await officer.page.getByRole('button', { name: '确认报送' }).click()
  await officer.told('已报送')

  const reviewer = await desk('congress-reviewer')
  await approve(reviewer)
  await forward(reviewer, '定稿', '确认定稿', '已定稿')
  await expect(reviewer.page.locator('[aria-current=step]')).toContainText('定稿')
  await expect(reviewer.page.getByRole('article')).toBeVisible()
  await reviewer.isForEveryone()
  await reviewer.shoot('final')
  await expect.poll(async () => (await drafter.get(`/api/reports/${REPORT}`)).stage).toBe('FINAL')
})

/** By keyboard, from the list. */
async function approve({ page }: Desk): Promise<void> {
  const row = page.locator('[data-row]').filter({ hasText: `${YEAR}年度` }).filter({ hasText: '审核' })
  await row.focus()
  await page.keyboard.press('a')
  await page.getByRole('dialog').getByRole('button', { name: '同意。', exact: true }).click()
  await page.getByTestId('confirm').click()
  await expect(page.locator('.el-message').filter({ hasText: '已通过' }).last()).toBeVisible()
}

async function forward(desk: Desk, name: string, confirm = '确认报送', done = '已报送'): Promise<void> {
  await desk.page.getByRole('button', { name, exact: true }).click()
  await desk.page.getByRole('button', { name: confirm }).click()
  await desk.told(done)
}
