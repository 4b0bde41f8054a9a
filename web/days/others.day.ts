import { ECOLOGY, expect, test, WATER } from './office'

/** Those who only read, and those who may not. */
test('an auditor reads everything and is offered nothing to change', async ({ desk }) => {
  const auditor = await desk('auditor')
  const { page } = auditor
  await page.getByRole('link', { name: '报告', exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: '江门市水利局2022年度' })).toBeVisible()
  await auditor.isForEveryone()
  await auditor.shoot('reports')
  await auditor.open(WATER, '3.1')
  await expect(page.getByRole('article')).toBeVisible()
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0)
  await page.goto(`/reports/${WATER}/replay`)
  const event = page.getByTestId('event')
  await expect(event).toContainText('原因分析不够')
  await page.getByRole('slider').fill('1')
  await expect(event).toContainText('建立')
  await expect(page.getByRole('region', { name: '审核意见' })).toContainText('还没有审核意见')
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(event).toContainText('提交')
  await page.getByRole('button', { name: '播放' }).click()
  await expect(event).toContainText('第4版')
  await page.getByRole('button', { name: '暂停' }).click()
  await page.getByRole('slider').fill('10')
  await expect(event).toContainText('第10版')
  await page.getByText('与另一版比较').click()
  await page.getByRole('button', { name: '比较' }).click()
  await expect(page.getByRole('status')).toContainText('没有差别')
  await auditor.isForEveryone()
  await auditor.shoot('replay')
  await page.goto(`/reports/${ECOLOGY}/trail`)
  await expect(page.getByText('已封存').first()).toBeVisible()
  await auditor.isForEveryone()
  await auditor.shoot('trail')
})

test('an administrator is offered no menu and told why', async ({ desk }) => {
  const admin = await desk('system-admin')
  await expect(admin.page.getByRole('navigation', { name: '主菜单' }).getByRole('link')).toHaveCount(0)
  await expect(admin.page.getByText('不查看报告')).toBeVisible()
  await admin.isForEveryone()
})

test('what is not there says so and leads on', async ({ desk }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  await page.goto('/reports/nothing-here')
  await expect(page.getByRole('alert')).toContainText('请求编号')
  await drafter.isForEveryone()
  await page.route('**/api/inbox*', (route) => route.abort())
  await page.goto('/workbench')
  await expect(page.getByRole('alert')).toContainText('没有收到服务的答复')
  await page.unroute('**/api/inbox*')
  await page.getByRole('button', { name: '重新读取' }).click()
  await expect(page.locator('[data-row]').first()).toBeVisible()
})

test('everything is said in English too, and larger for those who want it', async ({ desk }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'Workbench' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await drafter.isForEveryone()
  await page.getByRole('button', { name: 'Large text' }).click()
  await drafter.open(ECOLOGY, '2.2')
  await drafter.isForEveryone()
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})

test('on a telephone, or at twice the size, nothing is wider than the screen', async ({ desk }) => {
  const head = await desk('section-head')
  const { page } = head
  for (const width of [640, 390]) {
    await page.setViewportSize({ width, height: 844 })
    for (const path of ['/workbench', '/reports', `/reports/${ECOLOGY}`, `/reports/${ECOLOGY}/sections/2.2`]) {
      await page.goto(path)
      await expect(page.getByRole('heading').first()).toBeVisible()
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(overflow, `${path} at ${width}`).toBeLessThanOrEqual(0)
      await head.isForEveryone()
    }
  }
})

test('figures can be filled in on a telephone', async ({ desk }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  await page.setViewportSize({ width: 390, height: 844 })
  await drafter.open(ECOLOGY, '2.2')
  await page.getByRole('button', { name: '填报指标完成值' }).click()
  await expect(page.getByTestId('sheet').getByRole('textbox').first()).toBeFocused()
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await drafter.isForEveryone()
})
