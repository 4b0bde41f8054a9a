import { city } from './city'
import { type Colleague, type Desk, expect, picture, test } from './office'

/** All departments of a year: where each report is, for how long, and from there to the reports. */
const YEAR = 2018
const ECOLOGY = `jiangmen-ecology-${YEAR}-overall`
const WATER = `jiangmen-water-${YEAR}-overall`

/** Keys that no other day looks for in its list. */
const SECTIONS = ['8.1', '8.2']

async function open(drafter: Colleague, departmentId: string, name: string): Promise<void> {
  const [first, second] = SECTIONS
  const section = (key: string, printedNumber: string, title: string, text: string) => ({
    key,
    printedNumber,
    title,
    chapter: '八、其他需要说明的情况',
    blocks: [{ kind: 'PARAGRAPH', text }],
  })
  const indicator = (key: string, category: string, what: string, target: string, actual: string, unit: string) => ({
    key,
    section: second,
    category,
    name: what,
    target: { operator: 'GE', value: target, unit, text: `不少于${target}${unit}` },
    actual: { value: actual, unit },
  })
  await drafter.send('POST', '/api/reports', {
    departmentId,
    fiscalYear: YEAR,
    type: 'DEPARTMENT_OVERALL',
    title: `${name}${YEAR}年度部门整体支出绩效自评报告`,
    sections: [
      section(first!, '（一）', '绩效目标完成情况', '年度绩效目标总体完成，个别指标受项目工期影响未达到年初目标值。'),
      section(second!, '（二）', '下一步改进措施', '加快项目前期工作，按季度调度支出进度。'),
    ],
    indicators: [
      indicator('ind-01', 'QUANTITY', '日常监督检查', '120', '134', '次'),
      indicator('ind-02', 'QUALITY', '项目验收合格率', '98', '100', '%'),
      indicator('ind-03', 'TIMELINESS', '项目按期完工率', '95', '91', '%'),
    ],
    lineItems: [],
  })
}

async function everySection(act: (section: string) => Promise<unknown>): Promise<void> {
  for (const section of SECTIONS) {
    await act(section)
  }
}

const lines = ({ page }: Desk) => page.getByTestId('board-line')

async function isNoWiderThanTheScreen({ page }: Desk): Promise<void> {
  // a chart is drawn anew once its place has changed
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

test('the board tells where every report of a year is, and leads to it', async ({ desk, colleague }) => {
  const drafter = await colleague('drafter')
  const waterDrafter = await colleague('water-drafter')
  const waterHead = await colleague('water-head')
  const waterDirector = await colleague('water-director')
  await open(drafter, 'jiangmen-ecology', '江门市生态环境局')
  await open(waterDrafter, 'jiangmen-water', '江门市水利局')
  await everySection((section) => waterDrafter.act(WATER, section, 'submit'))
  const [first] = SECTIONS
  const { digest } = await waterHead.section(WATER, first!)
  await waterHead.act(WATER, first!, 'return', { digest, to: 'DRAFTER', reason: '口径没有写清', items: [{ ref: '0', comment: '请补充' }] })
  await waterDrafter.act(WATER, first!, 'submit')
  await everySection((section) => waterHead.approve(WATER, section))
  await everySection((section) => waterDirector.approve(WATER, section))
  await waterDirector.send('POST', `/api/reports/${WATER}/forward`, { opinion: '同意报送' })
  // the board is read from its own rows, a moment after the report
  await expect.poll(async () => (await waterDirector.get(`/api/board?year=${YEAR}`)).items[0]?.stage).toBe('FINANCE_BUREAU')

  const auditor = await desk('auditor')
  const { page } = auditor
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '看板' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '全景看板' })).toBeVisible()
  await page.getByLabel('年度').selectOption({ label: `${YEAR}年度` })
  await expect(page).toHaveURL(new RegExp(`year=${YEAR}`))
  await expect(lines(auditor)).toHaveCount(2)
  const water = lines(auditor).filter({ hasText: '江门市水利局' })
  await expect(water).toContainText('财政局')
  await expect(water).toContainText('1次')
  await expect(page.getByRole('definition').filter({ hasText: '4 / 6 项' })).toBeVisible()
  await expect(water).toContainText(`预算科 审核 ${SECTIONS.length}件`)
  await expect(page.locator('canvas')).toHaveCount(4)
  await auditor.isForEveryone()

  // a bar, by mouse: the second row of four is the finance bureau's
  const chart = page.getByTestId('by-desk').getByRole('img')
  await chart.scrollIntoViewIfNeeded()
  const box = (await chart.boundingBox())!
  await chart.click({ position: { x: box.width / 2, y: 6 + ((box.height - 32) * 3) / 8 } })
  await expect(page).toHaveURL(/\/reports\?.*stage=FINANCE_BUREAU/)
  await expect(page.getByLabel('环节')).toHaveValue('FINANCE_BUREAU')
  await expect(page.locator('.list > li')).toHaveCount(1)
  await expect(page.locator('.list > li')).toContainText('江门市水利局')
  await page.goBack()

  // the same by keyboard
  await lines(auditor).filter({ hasText: '江门市生态环境局' }).getByRole('link').focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/department=jiangmen-ecology/)
  await expect(page.locator('.list > li')).toHaveCount(1)
  await auditor.isForEveryone()
  await page.getByRole('link', { name: `江门市生态环境局${YEAR}年度` }).click()
  await expect(page).toHaveURL(new RegExp(`/reports/${ECOLOGY}$`))
})

test('an auditor sees the board of a day, a director their own department, a reviewer what was forwarded', async ({ desk }) => {
  const auditor = await desk('auditor')
  const { page } = auditor
  await page.goto('/board')
  await expect(lines(auditor).first()).toBeVisible()
  await page.getByLabel('截至哪一天').fill('2020-01-01')
  await expect(page.getByRole('main').getByRole('status')).toContainText('到这一天为止')
  await expect(page.getByTestId('as-of')).toContainText('2020-01-01 23:59')
  await auditor.isForEveryone()
  await page.getByRole('link', { name: '回到现在' }).click()
  await expect(lines(auditor).first()).toBeVisible()
  const today = new Date(Date.now() + 8 * 60 * 60_000).toISOString().slice(0, 10)
  await page.goto(`/reports?at=${today}&department=jiangmen-water`)
  await expect(page.getByRole('link', { name: '回到现在' })).toBeVisible()
  await page.locator('.list a').first().click()
  await expect(page).toHaveURL(/\/replay\?version=\d+/)

  const director = await desk('director')
  await director.page.goto(`/board?year=${YEAR}`)
  await expect(lines(director)).toHaveCount(1)
  await expect(director.page.getByLabel('截至哪一天')).toHaveCount(0)
  const officer = await desk('budget-officer')
  await officer.page.goto(`/board?year=${YEAR}`)
  await expect(lines(officer)).toHaveCount(1)
  await expect(lines(officer)).toContainText('江门市水利局')
  const drafter = await desk('drafter')
  await expect(drafter.page.getByRole('link', { name: '看板' })).toHaveCount(0)
})

test('a board that cannot be read says so and leads on', async ({ desk }) => {
  const auditor = await desk('auditor')
  const { page } = auditor
  await page.route('**/api/board*', (route) => route.abort())
  await page.goto('/board')
  await expect(page.getByRole('alert')).toContainText('没有收到服务的答复')
  await page.unroute('**/api/board*')
  await page.getByRole('button', { name: '重新读取' }).click()
  await expect(lines(auditor).first()).toBeVisible()
})

test('a whole city fits, on every screen and in every size', async ({ desk }) => {
  const auditor = await desk('auditor')
  const { page } = auditor
  await page.route('**/api/board*', (route) => route.fulfill({ json: city }))
  await page.goto('/board?year=2023&at=2024-04-18')
  await expect(lines(auditor)).toHaveCount(city.items.length)
  await expect(lines(auditor).first()).toContainText('江门市交通运输局')
  await auditor.isForEveryone()
  await auditor.shoot('board', [1280, 390])
  await picture(page, 'board-whole', { fullPage: true })
  for (const width of [640, 390]) {
    await page.setViewportSize({ width, height: 844 })
    await isNoWiderThanTheScreen(auditor)
    await auditor.isForEveryone()
  }
  await picture(page, 'board-whole-390', { fullPage: true })
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole('button', { name: '大字' }).click()
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'The board' })).toBeVisible()
  await isNoWiderThanTheScreen(auditor)
  await auditor.isForEveryone()
  await picture(page, 'board-whole-large', { fullPage: true })
})
