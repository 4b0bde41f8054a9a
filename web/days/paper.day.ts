import { readFileSync } from 'node:fs'
import { ECOLOGY, expect, picture, test, WATER } from './office'

/** What leaves the screens on paper, and what of them is read on a telephone or by keyboard alone. */
const A4 = { width: 595.92, height: 842.88 }

test('the report is printed as an official document, and the approval sheet with every opinion', async ({ desk }) => {
  const auditor = await desk('auditor')
  const { page } = auditor
  await page.goto(`/reports/${WATER}`)
  await page.getByRole('link', { name: '打印', exact: true }).click()
  await expect(page).toHaveTitle(/打印与导出.*江门市水利局/)
  const sheet = page.getByRole('region', { name: '审签单' })
  await expect(sheet).toContainText('何家明')
  await expect(sheet).toContainText('原因分析不够')
  await expect(sheet.getByRole('region', { name: '各环节报送意见' })).toContainText('报送财政局')
  await expect(page.getByRole('region', { name: '附：版本与内容摘要' })).toContainText(/sha-256:[0-9a-f]{64}/)
  await auditor.isForEveryone()
  await auditor.shoot('print')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('article').first()).toBeVisible()
  await expect(page.getByRole('navigation', { name: '目录' })).toBeHidden()
  await expect(page.getByRole('navigation', { name: '主菜单' })).toBeHidden()
  await expect(page.getByRole('button', { name: '导出 Word' })).toBeHidden()
  await page.goto(`/reports/${ECOLOGY}/print`)
  await expect(page.getByRole('region', { name: '附：版本与内容摘要' })).toBeVisible()
  const steps = await page.locator('.official th[class*="depth-"]').evaluateAll((all) =>
    all.map((each) => `${/depth-\d/.exec(each.className)} ${getComputedStyle(each).paddingLeft}`),
  )
  const widths = [...new Set(steps)].sort().map((each) => parseFloat(each.split(' ')[1]!))
  expect(widths.length).toBeGreaterThan(1)
  expect(widths, 'every level of the money stands further in').toEqual([...new Set(widths)].sort((one, other) => one - other))
  const pdf = (await page.pdf({ path: 'target/report.pdf', preferCSSPageSize: true })).toString('latin1')
  const sizes = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => ({ width: Number(width), height: Number(height) }))
  expect(sizes.length).toBeGreaterThan(5)
  for (const size of sizes) {
    expect(Math.abs(size.width - A4.width)).toBeLessThan(1)
    expect(Math.abs(size.height - A4.height)).toBeLessThan(1)
  }
})

test('Word files are of the version that is shown, and a refusal is told and not kept as a file', async ({ desk, colleague }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  await page.goto(`/reports/${ECOLOGY}/print`)
  const { version } = await (await colleague('drafter')).get(`/api/reports/${ECOLOGY}`)
  for (const [button, kind] of [['导出 Word', '报告'], ['导出审签单', '审签单']] as const) {
    const arriving = page.waitForEvent('download')
    await page.getByRole('button', { name: button }).click()
    const file = await arriving
    expect(file.suggestedFilename()).toBe(`${ECOLOGY}.${kind}.第${version}版.docx`)
    expect(readFileSync(await file.path()).subarray(0, 2).toString()).toBe('PK')
    await drafter.told('已导出')
  }
  await page.route('**/report.docx*', (route) => route.abort())
  await page.getByRole('button', { name: '导出 Word' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '没有收到服务的答复' })).toBeVisible()
  await drafter.isForEveryone()
})

test('on a telephone a report is read and a section approved with everything in sight', async ({ desk }) => {
  const head = await desk('section-head')
  const { page } = head
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/reports/${ECOLOGY}`)
  await expect(page.getByRole('row', { name: /一（一）部门职能/ })).toContainText(/已通过|审核中|编制中|已退回/)
  await head.isForEveryone()
  await picture(page, 'overview-390')
  await page.goto('/workbench')
  await page.locator('[data-row]').filter({ hasText: '审核' }).first().click()
  await page.getByRole('button', { name: '通过', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '确认通过' })
  await expect(dialog).toBeVisible()
  const box = (await page.locator('.el-dialog').boundingBox())!
  expect(box.width).toBeGreaterThan(350)
  const overflow = await page.locator('.el-dialog').evaluate((each) => each.scrollWidth - each.clientWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await head.isForEveryone()
  await dialog.getByRole('button', { name: '取消' }).click()
})

test('from sign-in to an approval without a mouse', async ({ desk, colleague }) => {
  const drafter = await colleague('drafter')
  const section = '2.4'
  const name = '二（四）就部门整体支出绩效管理存在问题提出改进措施'
  if ((await drafter.section(ECOLOGY, section)).state !== 'IN_REVIEW') {
    await drafter.act(ECOLOGY, section, 'submit')
  }
  const head = await desk('section-head')
  const { page } = head
  await expect(page.locator('[data-row]').filter({ hasText: name })).toBeVisible()
  await page.keyboard.press('j')
  for (let i = 0; i < 20 && !(await focused(page)).startsWith(`审核${name}`); i++) {
    await page.keyboard.press('j')
  }
  expect(await focused(page)).toMatch(new RegExp(`^审核${name}`))
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/^二（四）.*江门市生态环境局/)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog', { name: '确认通过' })
  await expect(dialog).toBeVisible()
  for (let i = 0; i < 10 && !(await dialog.getByLabel('审核意见').evaluate((each) => each === document.activeElement)); i++) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.type('同意，数据属实。')
  for (let i = 0; i < 10 && !(await dialog.getByTestId('confirm').evaluate((each) => each === document.activeElement)); i++) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await head.told('已通过')
  await expect(async () => {
    expect((await drafter.section(ECOLOGY, section)).opinions.at(-1)).toMatchObject({ verdict: 'APPROVED', opinion: '同意，数据属实。' })
  }).toPass()
})

test('a section that is not there says so and leads on', async ({ desk }) => {
  const auditor = await desk('auditor')
  await auditor.page.goto(`/reports/${WATER}/sections/9.9`)
  await expect(auditor.page.getByRole('alert')).toContainText('没有这个章节')
  await auditor.page.getByRole('link', { name: '查看报告全貌' }).click()
  await expect(auditor.page.getByRole('heading', { name: '各章节办理进度' })).toBeVisible()
})

async function focused(page: import('@playwright/test').Page): Promise<string> {
  return (await page.evaluate(() => document.activeElement?.textContent ?? '')).replace(/\s+/g, '')
}
