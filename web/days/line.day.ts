import type { Page } from '@playwright/test'
import { ECOLOGY, expect, test } from './office'

/** What breaks on the way, and who sits at the window by now: nothing is done twice, lost, or done in another's name. */
test.describe.configure({ mode: 'serial' })

const SECTION = '3'

async function signIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill('liuhen-demo')
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

test('an answer that breaks off is asked for again under its key, and nobody leaves before it', async ({ desk, colleague }) => {
  const drafter = await desk('drafter2')
  const { page } = drafter
  const mine = await colleague('drafter2')
  const before = await mine.count(ECOLOGY, SECTION, 'section-submitted')
  const keys: (string | undefined)[] = []
  let answer = (): void => undefined
  const waiting = new Promise<void>((go) => (answer = go))
  await page.route(`**/sections/${SECTION}/submit`, async (route) => {
    keys.push(route.request().headers()['idempotency-key'])
    const body = await (await route.fetch()).text()
    await waiting
    await route.fulfill({ contentType: 'application/json', body: keys.length === 1 ? body.slice(0, body.length / 2) : body })
  })
  await drafter.open(ECOLOGY, SECTION)
  await page.getByRole('button', { name: '提交审核' }).click()
  const dialog = page.getByRole('dialog', { name: '提交章节' })
  await page.getByTestId('confirm').click()
  await expect(page.getByTestId('confirm')).toBeDisabled()
  await expect(dialog.getByRole('button', { name: '取消' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  answer()
  await drafter.told('已提交')
  expect(keys).toHaveLength(2)
  expect(keys[1]).toBe(keys[0])
  await expect.poll(() => mine.count(ECOLOGY, SECTION, 'section-submitted')).toBe(before + 1)
  await mine.act(ECOLOGY, SECTION, 'withdraw')
})

test('what is written and kept nowhere is not closed unasked', async ({ desk }) => {
  const head = await desk('section-head')
  const { page } = head
  await head.open(ECOLOGY, '1.3')
  await page.getByRole('button', { name: '退回', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '退回章节' })
  const reason = dialog.getByLabel('退回理由')
  await page.context().setOffline(true)
  await reason.fill('目标设置依据不足，请逐项说明。')
  await page.keyboard.press('Escape')
  const asked = page.getByRole('dialog', { name: '还没有保存' })
  await expect(asked).toContainText('写的内容还没有存为草稿')
  await head.isForEveryone()
  await asked.getByRole('button', { name: '留下继续' }).click()
  await expect(reason).toHaveValue('目标设置依据不足，请逐项说明。')
  await page.context().setOffline(false)
  await expect(dialog.getByTestId('draft-state')).toContainText('草稿已保存')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(asked).toHaveCount(0)
  const drafts = page.getByTestId('drafts')
  await page.route('**/api/drafts/**', (route) => (route.request().method() === 'DELETE' ? route.abort() : route.continue()))
  await drafts.getByRole('button', { name: /^丢弃草稿/ }).click()
  await page.getByRole('dialog', { name: '丢弃草稿' }).getByRole('button', { name: '丢弃草稿' }).click()
  await expect(drafts.getByRole('alert')).toContainText('没有收到服务的答复')
  await page.unroute('**/api/drafts/**')
  await drafts.getByRole('button', { name: /^丢弃草稿/ }).click()
  await page.getByRole('dialog', { name: '丢弃草稿' }).getByRole('button', { name: '丢弃草稿' }).click()
  await expect(drafts).toHaveCount(0)
})

test('a draft of what is no more one’s own to write can be read, and thrown away', async ({ desk, colleague }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  const other = await colleague('drafter2')
  await drafter.open(ECOLOGY, SECTION)
  await page.getByRole('button', { name: '修改正文' }).click()
  await page.getByTestId('editor').getByRole('textbox').first().fill('这一段还没有保存。')
  await expect(page.getByTestId('draft-state')).toContainText('草稿已保存')
  await other.act(ECOLOGY, SECTION, 'submit')
  await page.goto('/workbench')
  await page.getByTestId('drafts').getByRole('link', { name: /正文/ }).click()
  const left = page.getByTestId('draft-left')
  await expect(left.getByRole('textbox')).toHaveValue(/^这一段还没有保存。/)
  await left.getByRole('button', { name: '复制' }).click()
  await expect(left.getByRole('status')).toContainText('已复制')
  await drafter.isForEveryone()
  await left.getByRole('button', { name: '丢弃草稿' }).click()
  await page.getByRole('dialog', { name: '丢弃草稿' }).getByRole('button', { name: '丢弃草稿' }).click()
  await expect(left).toHaveCount(0)
  await expect.poll(async () => (await (await colleague('drafter')).get('/api/drafts')).items).toEqual([])
  await other.act(ECOLOGY, SECTION, 'withdraw')
})

test('two people in one browser: nothing is done in the name of the other', async ({ desk, colleague }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  const mine = await colleague('drafter')
  const before = await mine.count(ECOLOGY, SECTION, 'section-submitted')
  await drafter.open(ECOLOGY, SECTION)
  await page.getByRole('button', { name: '提交审核' }).click()
  const beside = await page.context().newPage()
  await beside.goto('/sign-in')
  await signIn(beside, 'drafter2')
  await expect(beside.getByTestId('who')).toContainText('林子健')
  const other = page.getByTestId('other')
  await expect(other).toContainText('本浏览器已由林子健登录，这一页还是陈晓岚的')
  await page.getByTestId('confirm').click()
  const dialog = page.getByRole('dialog', { name: '提交章节' })
  await expect(dialog.getByRole('alert')).toContainText('本浏览器已由另一人登录')
  await drafter.isForEveryone()
  expect(await mine.count(ECOLOGY, SECTION, 'section-submitted')).toBe(before)
  await dialog.getByRole('button', { name: '取消' }).click()

  await beside.getByRole('button', { name: '退出' }).click()
  await expect(beside).toHaveURL(/\/sign-in$/)
  const lost = page.getByTestId('lost')
  await expect(lost).toContainText('登录已失效，实时更新已停')
  await expect(other).toHaveCount(0)
  await drafter.isForEveryone()
  await lost.getByRole('button', { name: '重新登录' }).click()
  const again = page.getByRole('dialog', { name: '登录已失效' })
  // the same person elsewhere will do
  await signIn(beside, 'drafter')
  await expect(again).toBeHidden()
  await expect(lost).toHaveCount(0)
  await beside.close()
})

test('whoever signs out is asked about what is not saved, and told where it failed', async ({ desk }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  const signOut = page.getByRole('button', { name: '退出' })
  await drafter.open(ECOLOGY, SECTION)
  await page.getByRole('button', { name: '修改正文' }).click()
  await page.getByTestId('editor').getByRole('textbox').first().fill('还没有写完')
  await signOut.click()
  await page.getByRole('dialog', { name: '还没有保存' }).getByRole('button', { name: '留下继续' }).click()
  expect((await (await page.request.get('/api/session')).json()).user.name).toBe('陈晓岚')
  await drafter.giveUp()
  await page.route('**/api/session', (route) => route.abort())
  await signOut.click()
  await expect(page.getByTestId('not-out')).toContainText('没有退出成功')
  await expect(page.getByTestId('who')).toContainText('陈晓岚')
  await drafter.isForEveryone()
  await page.unroute('**/api/session')
  await signOut.click()
  await expect(page).toHaveURL(/\/sign-in$/)
  expect((await (await page.request.get('/api/session')).json()).user).toBeNull()
})
