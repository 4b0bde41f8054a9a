import { ECOLOGY, expect, test } from './office'

/** From signing in to submitting, with a colleague in the way, a session that ends and a line that breaks. */
test.describe.configure({ mode: 'serial' })

test('signs in, and is shown what is theirs to do', async ({ browser, desk }) => {
  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto(`/reports/${ECOLOGY}`)
  await expect(stranger).toHaveURL(/\/sign-in\?next=/)
  await stranger.getByLabel('用户名').fill('drafter')
  await stranger.getByLabel('密码').fill('wrong')
  await stranger.keyboard.press('Enter')
  await expect(stranger.getByRole('alert')).toContainText('用户名或密码')
  await stranger.context().close()

  const drafter = await desk('drafter')
  const { page } = drafter
  await expect(page.getByTestId('who')).toHaveText(/陈晓岚\s*江门市生态环境局 · 规划财务科科员/)
  await expect(page.getByRole('navigation', { name: '主菜单' }).getByRole('link')).toHaveText([/工作台/, /报告/])
  const rows = page.locator('[data-row]')
  await expect(rows.first()).toBeVisible()
  await expect(rows).toHaveCount(Number(await page.getByTestId('count').innerText()))
  await drafter.isForEveryone()
  await drafter.shoot('workbench-drafter')

  await page.keyboard.press('j')
  await expect(rows.nth(0)).toBeFocused()
  await page.keyboard.press('j')
  await expect(rows.nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/sections\//)
  await page.goto('/workbench?box=started')
  await expect(page.locator('[data-row]').first()).toBeVisible()
  await drafter.isForEveryone()
  await page.getByLabel('年度').selectOption({ label: '2023年度' })
  await expect(page.getByRole('button', { name: '清除筛选' })).toBeVisible()
})

test('edits a text, meets a colleague who was faster, and keeps both', async ({ desk, colleague }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  await drafter.open(ECOLOGY, '2.1')
  const other = await colleague('drafter2')
  await page.getByRole('button', { name: '修改正文' }).click()
  const text = page.getByTestId('editor').getByRole('textbox').first()
  const before = await text.inputValue()
  await text.press('Control+End')
  await text.pressSequentially('以上为我局自评结论。')
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(text).toHaveValue(before)
  await page.getByRole('button', { name: '重做' }).click()
  await expect(text).toHaveValue(`${before}以上为我局自评结论。`)
  await drafter.isForEveryone()
  await drafter.shoot('editing')
  await page.getByRole('link', { name: /^工作台/ }).click()
  const leaving = page.getByRole('dialog').filter({ hasText: '还有没有保存的修改' })
  await expect(leaving).toBeVisible()
  await drafter.isForEveryone()
  await leaving.getByRole('button', { name: '留下继续' }).click()
  await expect(text).toHaveValue(`${before}以上为我局自评结论。`)

  await other.write(ECOLOGY, '2.1', (given) => `${given}（口径为决算数）`)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  const conflict = page.getByTestId('conflict')
  await expect(conflict.getByRole('alert')).toContainText('林子健')
  const disputed = conflict.getByTestId('disputed')
  await expect(disputed).toContainText('以上为我局自评结论。')
  await expect(disputed).toContainText('（口径为决算数）')
  await expect(page.getByTestId('save-merged')).toBeDisabled()
  await drafter.isForEveryone()
  await drafter.shoot('conflict')
  await disputed.getByRole('button', { name: '用我的' }).click()
  await disputed.getByRole('textbox').fill(`${before}（口径为决算数）以上为我局自评结论。`)
  await page.getByTestId('save-merged').click()
  await drafter.told('已保存')
  await expect(async () => {
    const saved = await other.section(ECOLOGY, '2.1')
    expect(saved.blocks[0].text).toBe(`${before}（口径为决算数）以上为我局自评结论。`)
    expect(saved.revision).toBe(3)
  }).toPass()
})

test('loses the session while writing, and nothing that was written', async ({ desk, colleague }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  await drafter.open(ECOLOGY, '2.4')
  await page.getByRole('button', { name: '修改正文' }).click()
  const text = page.getByTestId('editor').getByRole('textbox').first()
  await text.fill('一是完善绩效目标审核机制。')
  await page.context().clearCookies()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  const again = page.getByRole('dialog', { name: '登录已失效' })
  await expect(again).toContainText('本页未保存的内容都还在')
  await drafter.isForEveryone()
  await drafter.shoot('session-ended', [1280])
  await again.getByLabel('用户名').fill('drafter')
  await again.getByLabel('密码').fill('liuhen-demo')
  await again.getByRole('button', { name: '登录', exact: true }).click()
  await drafter.told('已保存')
  const other = await colleague('drafter2')
  await expect(async () => {
    expect((await other.section(ECOLOGY, '2.4')).blocks).toEqual([
      { kind: 'PARAGRAPH', text: '一是完善绩效目标审核机制。' },
    ])
  }).toPass()
})

test('fills in figures by keyboard, as they are written', async ({ desk, colleague }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  await drafter.open(ECOLOGY, '2.2')
  await page.getByRole('button', { name: '填报指标完成值' }).click()
  const sheet = page.getByTestId('sheet')
  const value = (name: string) => sheet.getByRole('textbox', { name: `${name} 完成值`, exact: true })
  await value('农村环境整治目标任务完成率').focus()
  await value('农村环境整治目标任务完成率').evaluate((cell) => {
    const pasted = new DataTransfer()
    pasted.setData('text/plain', '100\t%\r\n99.5\t%\r\n')
    cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true }))
  })
  await expect(value('依法按时答辩、出庭应诉率')).toHaveValue('99.5')
  await value('出动执法人员').fill('2,790')
  await value('出动执法人员').press('Enter')
  await expect(value('检查营运柴油车用车大户')).toBeFocused()
  await page.getByTestId('save-rows').click()
  await expect(sheet.getByRole('alert')).toContainText('更正原因')
  await sheet.getByLabel('出动执法人员 更正原因').fill('按年终统计更正')
  await drafter.isForEveryone()
  await drafter.shoot('figures', [1280, 1920])
  await page.getByTestId('save-rows').click()
  await expect(sheet.getByRole('alert')).toHaveCount(0)
  await sheet.getByRole('button', { name: '关闭' }).click()
  const other = await colleague('drafter2')
  await expect(async () => {
    const report = await other.get(`/api/reports/${ECOLOGY}`)
    const of = (key: string) => report.indicators.find((each: any) => each.key === key)
    expect(of('ind-01').actual).toEqual({ value: '2,790', unit: '人次' })
    expect(of('ind-09').actual).toEqual({ value: '99.5', unit: '%' })
  }).toPass()
  await expect(page.getByRole('table', { name: '绩效指标' })).toContainText('2,790人次')
})

test('has a target revised: asks here, and finance sees the same', async ({ desk }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  await drafter.open(ECOLOGY, '2.2')
  await page.getByRole('button', { name: '申请调整 出动执法人员' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('数值').fill('2700')
  await dialog.getByLabel('目标原文').fill('约2700人次')
  await dialog.getByLabel('调整理由').fill('年中增加专项执法任务')
  await dialog.getByLabel('调整依据').fill('江环函〔2023〕15号')
  await drafter.isForEveryone()
  await dialog.getByRole('button', { name: '提出申请' }).click()
  await drafter.told('已提出申请')

  const officer = await desk('performance-officer')
  await officer.page.locator('[data-row]').filter({ hasText: '出动执法人员' }).click()
  const ruling = officer.page.getByRole('dialog')
  for (const words of ['约2500人次', '约2700人次', '年中增加专项执法任务', '江环函〔2023〕15号', '陈晓岚']) {
    await expect(ruling).toContainText(words)
  }
  await officer.isForEveryone()
  await officer.shoot('ruling')
  await ruling.getByRole('button', { name: '同意调整' }).click()
  await officer.told('已同意调整')
  await page.reload()
  await expect(page.getByRole('row', { name: /出动执法人员/ })).toContainText('约2700人次')
})

test('submits over a line that breaks: once, and told only when it is so', async ({ desk, colleague }) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  const keys: string[] = []
  let reached = 0
  await page.route('**/sections/2.1/submit', async (route) => {
    keys.push(route.request().headers()['idempotency-key'] ?? '')
    if (keys.length === 1) {
      await route.fetch()
      reached++
      await route.abort('connectionreset')
    } else {
      await route.continue()
    }
  })
  await drafter.open(ECOLOGY, '2.1')
  await page.getByRole('button', { name: '提交审核' }).click()
  await page.getByRole('button', { name: '确认提交' }).click()
  await expect(page.getByText('连接中断，正在以同一编号重试')).toBeVisible()
  await expect(page.getByText('已提交')).toHaveCount(0)
  await drafter.told('已提交')
  expect(reached).toBe(1)
  expect(keys).toHaveLength(2)
  expect(keys[1]).toBe(keys[0])
  const other = await colleague('drafter2')
  await expect.poll(() => other.count(ECOLOGY, '2.1', 'section-submitted')).toBe(1)
  await expect(page.getByRole('button', { name: '撤回' })).toBeVisible()
})
