import { FIGURES, idOf, INDICATORS, indicator, LAST, lengthy, line, LINES, MONEY, SECTIONS, worked } from './lengthy'
import { type Desk, expect, test } from './office'

/** A hundred sections, two hundred indicators: everything is there, everything is reached, and no screen is made of more than a browser bears. */
test.describe.configure({ mode: 'serial' })

const REPORT = idOf('jiangmen-water', 2016)
/** Elements on one screen. What costs more than these was measured by bench/long.bench.ts. */
const MOST = 12_000

test('is drafted, and its two hundred figures are filled in by keyboard', async ({ desk, colleague }) => {
  const drafter = await colleague('water-drafter')
  await drafter.send('POST', '/api/reports', lengthy('jiangmen-water', '江门市水利局', 2016))
  const writer = await desk('water-drafter')
  const { page } = writer
  await writer.open(REPORT, FIGURES)
  await page.getByRole('button', { name: '填报指标完成值' }).click()
  const sheet = page.getByTestId('sheet')
  const cell = (number: number) => sheet.getByRole('textbox', { name: `${indicator(number)} 完成值`, exact: true })
  await expect(cell(1)).toBeFocused()
  for (let i = 1; i < INDICATORS; i++) {
    await page.keyboard.press('Enter')
  }
  await expect(cell(INDICATORS)).toBeFocused()
  await expect(cell(INDICATORS)).toBeInViewport()
  expect(await isInSight(writer)).toBe(true)
  await page.keyboard.type('1,500')
  await page.keyboard.press('ArrowUp')
  await expect(cell(INDICATORS - 1)).toBeFocused()
  await expect(sheet.getByRole('status').filter({ hasText: '1行有改动' })).toBeVisible()
  expect(await elements(writer)).toBeLessThan(MOST)
  await writer.isForEveryone()
  await page.getByTestId('save-rows').click()
  await expect(sheet).toContainText('已保存')
  await expect(cell(INDICATORS)).toHaveValue('1,500')
})

test('is reviewed: every change, every line and every place to point at', async ({ desk, colleague }) => {
  await worked(REPORT, await colleague('water-drafter'), await colleague('water-head'))
  const head = await desk('water-head')
  const { page } = head
  await head.open(REPORT, FIGURES)
  const since = page.getByTestId('since')
  await expect(since).toContainText(indicator(INDICATORS))
  await expect(page.getByRole('table', { name: '绩效指标' }).getByRole('row')).toHaveCount(INDICATORS + 1)
  expect(await elements(head)).toBeLessThan(MOST)
  await page.getByRole('button', { name: '退回', exact: true }).focus()
  const last = page.getByRole('button', { name: `退回时指出${indicator(INDICATORS)}` })
  for (let i = 0; i < 4 && !(await last.evaluate((each) => each === document.activeElement)); i++) {
    await page.keyboard.press('Shift+Tab')
  }
  await expect(last).toBeFocused()
  expect(await isInSight(head)).toBe(true)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: '退回章节' })
  await expect(dialog.getByLabel('位置')).toHaveValue(`ind-${INDICATORS}`)
  await page.keyboard.press('Escape')
  await head.isForEveryone()
  await head.open(REPORT, MONEY)
  await expect(page.getByRole('table', { name: '资金项目' }).getByRole('row')).toHaveCount(LINES + 1)
  await expect(page.getByRole('rowheader', { name: line(LINES) })).toHaveCount(1)
  expect(await elements(head)).toBeLessThan(MOST)
})

test('is looked over: its outline, its way, its trail and its past', async ({ desk }) => {
  const auditor = await desk('auditor')
  const { page } = auditor
  await page.goto(`/reports/${REPORT}`)
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(SECTIONS + 1)
  expect(await elements(auditor)).toBeLessThan(MOST)
  await auditor.isForEveryone()
  await auditor.shoot('long-overview', [1280])
  await page.goto(`/reports/${REPORT}/sections/${LAST}`)
  const here = page.getByRole('navigation', { name: '目录' }).locator('[aria-current=page]')
  await expect(here).toBeInViewport()

  await page.goto(`/reports/${REPORT}/trail`)
  const events = page.locator('.trail li')
  await expect(events).toHaveCount(100)
  const { version } = await page.evaluate(async (id) => (await fetch(`/api/reports/${id}`)).json(), REPORT)
  for (let shown = 100; shown < version; shown += 100) {
    await page.getByRole('button', { name: '显示更多' }).click()
    await expect(events).toHaveCount(Math.min(shown + 100, version))
  }
  expect(await elements(auditor)).toBeLessThan(MOST)

  await page.goto(`/reports/${REPORT}/replay`)
  const event = page.getByTestId('event')
  await expect(event).toContainText(`第${version}版`)
  await page.getByRole('slider').press('Home')
  await expect(event).toContainText('第1版')
  await page.getByRole('slider').press('End')
  await expect(event).toContainText(`第${version}版`)
  expect(await elements(auditor)).toBeLessThan(MOST)
})

test('is printed whole, and what is far below is found', async ({ desk }) => {
  const auditor = await desk('auditor')
  const { page } = auditor
  await page.goto(`/reports/${REPORT}/print`)
  await expect(page.getByRole('article')).toHaveCount(SECTIONS)
  await expect(page.locator('.approval .item')).toHaveCount(SECTIONS)
  // by the browser's own search, and not by one that the screen would have to bring
  expect(await page.evaluate((name) => (window as unknown as { find: (text: string) => boolean }).find(name), line(LINES))).toBe(true)
  expect(await page.evaluate(() => getSelection()!.anchorNode!.parentElement!.getBoundingClientRect().top)).toBeLessThan(800)
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
  await expect(page.locator('.approval .item').last()).toBeInViewport()
  await auditor.isForEveryone()
  await page.emulateMedia({ media: 'print' })
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect([...pdf.matchAll(/\/MediaBox/g)].length).toBeGreaterThan(SECTIONS)
})

async function elements({ page }: Desk): Promise<number> {
  return page.evaluate(() => document.querySelectorAll('*').length)
}

/** Whatever has the focus is not under a bar that stays in its place. */
async function isInSight({ page }: Desk): Promise<boolean> {
  return page.evaluate(() => {
    const focused = document.activeElement!
    const { left, top, width, height } = focused.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return hit !== null && focused.contains(hit)
  })
}
