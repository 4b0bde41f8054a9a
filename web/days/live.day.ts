import { ECOLOGY, expect, test } from './office'

/** What others do shows by itself, and moves nothing under anybody's hands. */
test.describe.configure({ mode: 'serial' })

test('what one submits the other finds on their workbench, without a reload', async ({ desk, colleague }) => {
  const head = await desk('section-head')
  const drafter = await desk('drafter2')
  const { page } = head
  const rows = page.locator('[data-row]')
  await expect(rows.first()).toBeVisible()
  const before = await rows.count()
  // the row somebody has in hand stays there, whatever comes
  await rows.last().focus()
  const held = await rows.last().locator('strong').textContent()
  let loads = 0
  page.on('load', () => loads++)

  await drafter.open(ECOLOGY, '3')
  await drafter.page.getByRole('button', { name: '提交审核' }).click()
  await drafter.page.getByRole('button', { name: '确认提交' }).click()
  await drafter.told('已提交')
  await expect(rows).toHaveCount(before + 1)
  await expect(page.getByTestId('count')).toHaveText(String(before + 1))
  expect(await page.evaluate(() => document.activeElement?.querySelector('strong')?.textContent)).toBe(held)
  expect(loads).toBe(0)
  await head.isForEveryone()
  await head.shoot('live-workbench', [1280, 390])

  const drafters = await colleague('drafter2')
  await drafters.act(ECOLOGY, '3', 'withdraw', { reason: '再改一处' })
  await expect(rows).toHaveCount(before)
})

test('an open section says that it moved on, and shows it when it is wanted', async ({ desk, colleague }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  const other = await colleague('drafter2')
  await drafter.open(ECOLOGY, '3')
  const text = page.getByRole('article')
  await other.write(ECOLOGY, '3', (given) => `${given}（同事补充一句）`)
  const newer = page.getByTestId('newer')
  await expect(newer).toContainText('报告有更新')
  await expect(text).not.toContainText('同事补充一句')
  await drafter.isForEveryone()
  await drafter.shoot('live-newer', [1280, 390])
  await newer.getByRole('button', { name: '显示最新内容' }).click()
  await expect(text).toContainText('同事补充一句')
  await expect(newer).toHaveCount(0)

  // whoever is writing is told, and left alone
  await page.getByRole('button', { name: '修改正文' }).click()
  const area = page.getByTestId('editor').getByRole('textbox').first()
  await area.press('Control+End')
  await area.pressSequentially('正在写。')
  await other.write(ECOLOGY, '3', (given) => `${given}又一句。`)
  await expect(newer).toContainText('您正在填写，不会被打断')
  await expect(newer.getByRole('button')).toHaveCount(0)
  await expect(area).toHaveValue(/正在写。$/)
  await drafter.isForEveryone()
  await drafter.giveUp()
  await newer.getByRole('button', { name: '显示最新内容' }).click()
  await expect(text).toContainText('又一句。')
})

test('whoever cannot be told what they missed is told that the report moved on all the same', async ({ desk, colleague }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  const other = await colleague('drafter2')
  await page.route('**/api/live', (route) => route.fulfill({ contentType: 'text/event-stream', body: 'event: reset\ndata: {}\n\n' }))
  await drafter.open(ECOLOGY, '3')
  await other.write(ECOLOGY, '3', (given) => `${given}再一句。`)
  await expect(page.getByTestId('newer')).toContainText('报告有更新')
})

test('a line that is lost is told, and what was missed is shown once it is back', async ({ desk, colleague }) => {
  const head = await desk('section-head')
  const { page } = head
  const rows = page.locator('[data-row]')
  await expect(rows.first()).toBeVisible()
  const before = await rows.count()
  await expect(page.getByTestId('lost')).toHaveCount(0)
  const resumed: (string | undefined)[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/live')) {
      resumed.push(request.headers()['last-event-id'])
    }
  })
  const drafters = await colleague('drafter2')
  await drafters.act(ECOLOGY, '3', 'submit')
  await expect(rows).toHaveCount(before + 1)
  await page.context().setOffline(true)
  await expect(page.getByTestId('lost')).toHaveText('实时更新已断开，正在重连')
  await head.isForEveryone()
  await head.shoot('live-lost', [1280])
  await drafters.act(ECOLOGY, '3', 'withdraw', { reason: '再改一处' })
  await page.context().setOffline(false)
  await expect(page.getByTestId('lost')).toHaveCount(0)
  await expect(rows).toHaveCount(before)
  expect(resumed.at(-1)).toMatch(/^[0-9a-f-]{36}\.\d+$/)
})
