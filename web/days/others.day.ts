import { Desk, ECOLOGY, expect, test, openWindow } from './office'

/** Those who only read, and those who may not. */
test('what is not there says so and leads on', async ({ desk }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  await page.goto('/reports/nothing-here')
  await expect(page.getByRole('alert')).toContainText('请求编号')
  await drafter.isForEveryone()
  await page.route('**/api/inbox*', (route) => route.abort())
  await page.goto(`/reports/${ECOLOGY}`)
  await expect(page.getByTestId('no-todo')).toContainText('没有读到您的待办')
  await drafter.isForEveryone()
  await page.goto('/workbench')
  await expect(page.getByRole('alert')).toContainText('没有收到服务的答复')
  await page.unroute('**/api/inbox*')
  await page.getByRole('button', { name: '重新读取' }).click()
  await expect(page.locator('[data-row]').first()).toBeVisible()
})

test('the entrance, and an address that leads nowhere, are for everyone', async ({ desk, browser }) => {
  const page = await openWindow(browser)
  const stranger = new Desk(page, 'nobody')
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in$/)
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()
  await stranger.isForEveryone()
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('alert')).toContainText('请填写用户名和密码')
  await stranger.isForEveryone()
  await page.getByLabel('用户名').fill('nobody')
  await page.getByLabel('密码').fill('nothing')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('alert')).toContainText('用户名或密码')
  await stranger.isForEveryone()
  await page.goto(`/reports/${ECOLOGY}/nowhere`)
  await expect(page.getByRole('heading', { name: '没有这个页面' })).toBeVisible()
  await stranger.isForEveryone()
  expect(stranger.complaints).toEqual([])
  await page.context().close()

  const auditor = await desk('auditor')
  // a window that does not know yet who is there
  await auditor.page.goto('/')
  await expect(auditor.page).toHaveURL(/\/reports$/)
  await auditor.page.goto(`/reports/${ECOLOGY}/nowhere`)
  await auditor.page.getByRole('link', { name: '回到首页' }).click()
  await expect(auditor.page).toHaveURL(/\/reports$/)
  const drafter = await desk('drafter')
  await drafter.page.goto('/journal')
  await expect(drafter.page.getByText('不在您的职责之内')).toBeVisible()
  await drafter.isForEveryone()
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
