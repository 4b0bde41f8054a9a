import { ECOLOGY, expect, test } from './office'

/** Those who only read, and those who may not. */
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
