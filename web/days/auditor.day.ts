import { readFileSync } from 'node:fs'
import type { Route } from '@playwright/test'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Report } from '../src/api/types'
import { unpack, type Packed } from '../src/seal/package'
import { verify, type Shown } from '../src/seal/verify'
import { ECOLOGY, expect, test, WATER } from './office'

/** What an auditor looks at and checks, and what administrators have instead of reports. */
test('an auditor reads everything and is offered nothing to change', async ({ desk }) => {
  const auditor = await desk('auditor')
  const { page } = auditor
  await expect(page).toHaveURL(/\/reports$/)
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
  await page.getByRole('slider').focus()
  await page.keyboard.press('Home')
  await expect(event).toContainText('第1版')
  await page.keyboard.press('ArrowRight')
  await expect(event).toContainText('第2版')
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: '暂停' })).toBeVisible()
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: '播放' })).toBeVisible()
  await page.keyboard.press('End')
  await expect(page.getByRole('button', { name: '下一步' })).toBeDisabled()
  const legend = page.getByRole('list', { name: /记号的意思/ })
  await legend.getByRole('button', { name: /退回/ }).click()
  await expect(event.locator('.summary')).toContainText('退回')
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(legend).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole('slider').fill('10')
  await expect(event).toContainText('第10版')
  // what is around the paper is of that version too, and the address leads there again
  await expect(page.getByText('第10版时的样子')).toBeVisible()
  await expect(page).toHaveURL(/version=10$/)
  await page.reload()
  await expect(event).toContainText('第10版')
  await page.getByText('与另一版比较').click()
  await page.getByRole('button', { name: '比较' }).click()
  await expect(page.getByRole('main').getByRole('status')).toContainText('没有差别')
  await auditor.isForEveryone()
  await auditor.shoot('replay')
  await page.goto(`/reports/${ECOLOGY}/trail`)
  await expect(page.getByText('已封存').first()).toBeVisible()
  await auditor.isForEveryone()
  await auditor.shoot('trail')
  await page.getByLabel('章节', { exact: true }).selectOption({ label: '一（一）部门职能' })
  await expect(page.getByRole('listitem').filter({ hasText: '部门职能' }).first()).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: '年度总体工作' })).toHaveCount(0)
  await page.getByLabel('人员', { exact: true }).selectOption({ label: '黄志远 江门市生态环境局' })
  await expect(page.getByRole('listitem').filter({ hasText: '陈晓岚' })).toHaveCount(0)
  await page.getByLabel('人员', { exact: true }).selectOption('')
  await page.getByLabel('章节', { exact: true }).selectOption('')
  const arriving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Excel' }).click()
  expect((await arriving).suggestedFilename()).toBe(`${ECOLOGY}.history.xlsx`)
  await page.getByRole('link', { name: '3', exact: true }).click()
  await expect(page.getByTestId('event')).toContainText('第3版')
})

test('each decision leads to what was shown to whoever took it, and each question to its place', async ({ desk }) => {
  const auditor = await desk('auditor')
  const { page } = auditor
  await page.goto(`/reports/${WATER}`)
  await page.getByRole('link', { name: '审核决定' }).click()
  const returned = page.getByTestId('decision').filter({ hasText: '退回' }).first()
  await expect(returned).toBeVisible()
  await auditor.isForEveryone()
  await auditor.shoot('decisions')
  const seen = returned.getByRole('link').first()
  const version = /(\d+)/.exec((await seen.textContent()) ?? '')![1]
  await seen.click()
  await expect(page.getByTestId('event')).toContainText(`第${version}版`)
  await expect(page.getByTestId('seen-by')).toContainText(/作出决定“.*退回.*”.*由下面显示的内容算出的内容校验码，与该决定所记的一致.*sha-256:/)
  await page.getByRole('link', { name: '核查线索' }).click()
  await expect(page.getByTestId('findings').first()).toBeVisible()
  await auditor.isForEveryone()
  await auditor.shoot('findings')
  const place = page.getByTestId('findings').first().getByRole('link').first()
  const found = /(\d+)/.exec((await place.textContent()) ?? '')![1]
  await place.click()
  await expect(page.getByTestId('event')).toContainText(`第${found}版`)
})

test('what was sealed is checked in the browser, and what was changed is found', async ({ desk, colleague }) => {
  const auditor = await desk('auditor')
  const { page } = auditor
  await page.goto(`/reports/${WATER}/proof`)
  const begin = page.getByRole('button', { name: '在本浏览器核验' })
  const found = page.getByTestId('found')
  await begin.click()
  await expect(found).toContainText('核验通过')
  await expect(found).toContainText('公钥是服务器自己给的')
  await expect(found.getByTestId('digests').getByRole('row')).not.toHaveCount(1)
  await expect(found.getByTestId('digests')).not.toContainText('不同')
  await auditor.isForEveryone()
  await auditor.shoot('proof')

  const arriving = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载资料包' }).click()
  const file = await arriving
  expect(file.suggestedFilename()).toMatch(/^jiangmen-water-2022-overall@\d+\.liuhen\.zip$/)
  const zip = new Uint8Array(readFileSync(await file.path()))
  const auditing = await colleague('auditor')
  const shown: Shown[] = (await auditing.get(`/api/reports/${WATER}/history?limit=500`)).items
  await findsEveryChange(unpack(zip), shown, await auditing.get(`/api/reports/${WATER}`))

  await page.route('**/api/seal/package/**', (route) => route.fulfill({ contentType: 'application/zip', body: Buffer.from(forged(zip)) }))
  await begin.click()
  await expect(found).toContainText('核验不通过，第3版：不在封存的哈希树中')
  await auditor.isForEveryone()
  await auditor.shoot('proof-broken', [1280])
  await page.unroute('**/api/seal/package/**')

  await page.route('**/history?*', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: (await answer.text()).replace('"name":"何家明"', '"name":"何家亮"') })
  })
  await begin.click()
  await expect(found).toContainText('与封存的不同')
  await page.unroute('**/history?*')

  await page.route('**/history?*', async (route) => {
    const answer = await route.fetch()
    const trail = await answer.json()
    await route.fulfill({ response: answer, json: { ...trail, items: trail.items.slice(0, -2) } })
  })
  await begin.click()
  await expect(found).toContainText('页面的经过里却没有')
  await page.unroute('**/history?*')

  const returned = /"type":"section-returned".*?"reason":"[^"]*"/
  await page.route('**/history?*', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: (await answer.text()).replace(returned, (entry) => entry.replace(/"reason":"[^"]*"/, '"reason":"没有问题"')) })
  })
  await begin.click()
  await expect(found).toContainText('理由、意见、依据')
  await page.unroute('**/history?*')

  await page.locator('summary').click()
  await page.getByLabel('核验规则').fill('log nonsense\nquorum none')
  await begin.click()
  await expect(page.getByRole('alert')).toContainText('不合格式')
  await page.getByLabel('核验规则').fill('quorum none')
  await begin.click()
  await expect(found).toContainText('没有您所信任的日志的有效签名')
})

test('what was only just done is neither good nor bad before it is sealed', async ({ desk }) => {
  const auditor = await desk('auditor')
  const { page } = auditor
  await page.goto(`/reports/${WATER}/proof`)
  const begin = page.getByRole('button', { name: '在本浏览器核验' })
  const found = page.getByTestId('found')
  let sealed = false
  await page.route('**/history?*', async (route) => {
    const answer = await route.fetch()
    const trail = await answer.json()
    const last = trail.items.at(-1)
    const fresh = { ...last, version: last.version + 1, eventId: 'fresh', at: new Date().toISOString(), sealed }
    await route.fulfill({ response: answer, json: { ...trail, items: [...trail.items, fresh] } })
  })
  await begin.click()
  await expect(found.getByRole('status')).toContainText(/尚未封存：前\d+条记录与封存的一致；最近的1条尚未封存，请稍后再核验/)
  await expect(found).not.toContainText('核验不通过')
  await expect(found).toContainText('报告页面')
  await auditor.isForEveryone()
  await auditor.shoot('proof-pending', [1280])
  await page.goto(`/reports/${WATER}/trail`)
  await expect(page.getByText('尚未封存')).toBeVisible()
  await auditor.isForEveryone()
  sealed = true
  await page.goto(`/reports/${WATER}/proof`)
  await begin.click()
  await expect(found.getByRole('status')).toContainText('核验不通过：记录缺第')
  await page.unroute('**/history?*')
  await page.route('**/api/seal/package/**', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', json: { code: 'unavailable', detail: '报告最近的事件还没有封存' } }),
  )
  await begin.click()
  await expect(page.getByTestId('unsealed')).toContainText('还不能核验')
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a figure that is shown otherwise than it was sealed is named, in the report and in any version of it', async ({ desk }) => {
  const auditor = await desk('auditor')
  const { page } = auditor
  await page.goto(`/reports/${WATER}/proof`)
  const begin = page.getByRole('button', { name: '在本浏览器核验' })
  const found = page.getByTestId('found')
  const differences = found.getByTestId('differences')
  const whole = new RegExp(`/api/reports/${WATER}$`)
  await page.route(whole, (route) => shownOtherwise(route))
  await begin.click()
  await expect(found.getByRole('status')).toContainText('有2处与封存的记录不同')
  await expect(differences.getByRole('listitem')).toHaveCount(2)
  await expect(differences).toContainText('全年执行数')
  await expect(differences).toContainText('99,999.99')
  await expect(differences).toContainText('执行率')
  await expect(found.getByTestId('digests').getByRole('row').filter({ hasText: '不同' })).toHaveCount(1)
  await auditor.isForEveryone()
  await auditor.shoot('proof-otherwise', [1280, 390])
  await page.unroute(whole)

  await page.goto(`/reports/${WATER}/replay?version=5`)
  await page.getByRole('link', { name: '核验这一版' }).click()
  await expect(page.getByLabel('核验哪一版的报告页面')).toHaveValue('5')
  await begin.click()
  await expect(found.getByRole('status')).toContainText('核验通过')
  await expect(found.getByRole('status')).toContainText('第5版报告页面')
  await page.route(/version=5$/, (route) => shownOtherwise(route))
  await begin.click()
  await expect(found.getByRole('status')).toContainText('第5版报告页面显示的内容，有2处与封存的记录不同')
  await page.unroute(/version=5$/)
  await page.getByLabel('核验哪一版的报告页面').fill('100000')
  await expect(begin).toBeDisabled()
})

test('an older browser without Ed25519 verifies as a newer one does', async ({ desk }) => {
  const { page } = await desk('auditor')
  await page.addInitScript(() => {
    const absent: readonly [object, readonly string[]][] = [
      [crypto, ['subtle', 'randomUUID']],
      [Crypto.prototype, ['subtle', 'randomUUID']],
      [window, ['structuredClone', 'DecompressionStream', 'CompressionStream']],
      [Array, ['fromAsync']],
      [Array.prototype, ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']],
      [String.prototype, ['at', 'isWellFormed', 'toWellFormed']],
      [Object.getPrototypeOf(Uint8Array.prototype), ['at', 'findLast', 'toSorted', 'toReversed', 'with']],
      [Uint8Array, ['fromBase64', 'fromHex']],
      [Uint8Array.prototype, ['toBase64', 'toHex']],
      [Object, ['hasOwn', 'groupBy']],
      [Promise, ['withResolvers', 'try']],
      [AbortSignal, ['timeout', 'any']],
    ]
    absent.forEach(([of, names]) => names.forEach((name) => Reflect.deleteProperty(of, name)))
  })
  await page.goto(`/reports/${WATER}/proof`)
  expect(await page.evaluate(() => [crypto.subtle, 'at' in Array.prototype, 'structuredClone' in window])).toEqual([undefined, false, false])
  const begin = page.getByRole('button', { name: '在本浏览器核验' })
  const found = page.getByTestId('found')
  await begin.click()
  await expect(found.getByRole('status')).toContainText('核验通过')
  const whole = new RegExp(`/api/reports/${WATER}$`)
  await page.route(whole, (route) => shownOtherwise(route))
  await begin.click()
  await expect(found.getByRole('status')).toContainText('有2处与封存的记录不同')
  await page.unroute(whole)
  await page.route('**/api/seal/package/**', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: Buffer.from(forged(new Uint8Array(await answer.body()))) })
  })
  await begin.click()
  await expect(found.getByRole('status')).toContainText('核验不通过，第3版：不在封存的哈希树中')
})

test('on a page without https the same is computed, and is no pass', async ({ desk, baseURL }) => {
  const auditor = await desk('auditor')
  const { page } = auditor
  // a name that is not this machine: playwright.config.ts sends it here
  await page.goto(baseURL!.replace(/localhost|127\.0\.0\.1/, 'liuhen.test'))
  expect(await page.evaluate(() => [isSecureContext, crypto.subtle])).toEqual([false, undefined])
  await page.getByLabel('用户名').fill('auditor')
  await page.getByLabel('密码').fill('liuhen-demo')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByTestId('who')).toBeVisible()
  await page.goto(`${new URL(page.url()).origin}/reports/${WATER}/proof`)
  await expect(page.getByTestId('insecure')).toContainText('不能防备')
  await page.getByRole('button', { name: '在本浏览器核验' }).click()
  const status = page.getByTestId('found').getByRole('status')
  await expect(status).toContainText('不能作为核验通过')
  await expect(status).not.toContainText('核验通过：')
  await auditor.isForEveryone()
  await auditor.shoot('proof-insecure', [1280])
})

test('each administrator lands where there is something for them', async ({ desk }) => {
  const system = await desk('system-admin')
  await expect(system.page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(system.page).toHaveURL(/\/stopped$/)
  await expect(system.page.getByRole('main').getByRole('status')).toContainText('✓')
  await system.isForEveryone()
  await system.shoot('stopped', [1280])
  const audit = await desk('audit-admin')
  await expect(audit.page).toHaveURL(/\/journal$/)
  await expect(audit.page.getByRole('listitem').first()).toBeVisible()
  await audit.isForEveryone()
  await audit.shoot('journal')
  const security = await desk('security-admin')
  await expect(security.page).toHaveURL(/\/duties$/)
  await expect(security.page.getByRole('article', { name: '安全管理员' })).toContainText('组织文件')
  await expect(security.page.getByRole('navigation', { name: '主菜单' }).getByRole('link')).toHaveText(['我的职责'])
  await security.shoot('duties')
  await security.page.reload()
  await expect(security.page.getByRole('heading', { level: 1 })).toHaveText('我的职责')
  await security.page.goto('/reports')
  await expect(security.page.getByText('不查看报告')).toBeVisible()
  await security.isForEveryone()
})

/** One figure is another, with the rate that it gives. */
async function shownOtherwise(route: Route): Promise<void> {
  const answer = await route.fetch()
  const report = await answer.json()
  const line = report.lineItems.find((each: any) => each.executed !== null && each.executionRate !== null)
  Object.assign(line, { executed: '99,999.99', executionRate: '1.00%' })
  await route.fulfill({ response: answer, json: report })
}

/** One byte of the third event's payload is another. */
function forged(zip: Uint8Array): Uint8Array {
  const files = unzipSync(zip)
  const lines = strFromU8(files['events.jsonl']!).split('\n')
  lines[2] = changed(lines[2]!)
  return zipSync({ ...files, 'events.jsonl': strToU8(lines.join('\n')) })
}

function changed(line: string): string {
  const event = JSON.parse(line)
  const payload = Buffer.from(event.row.payload, 'base64')
  payload[payload.length - 2]! ^= 1
  return JSON.stringify({ ...event, row: { ...event.row, payload: payload.toString('base64') } })
}

function replaced(line: string, change: (event: any) => void): string {
  const event = JSON.parse(line)
  change(event)
  return JSON.stringify(event)
}

/** On the very bytes that the service gave, with the very code of the screen. */
async function findsEveryChange(packed: Packed, shown: Shown[], page: Report): Promise<void> {
  const { events, checkpoint, policy } = packed
  const faults = async (given: Partial<Packed>, trail = shown, rules = policy): Promise<string[]> => {
    const { faults: all, unsigned } = await verify({ report: WATER, latest: shown.length, packed: { ...packed, ...given }, policy: rules, trail, shown: page })
    return [...(unsigned === null ? [] : ['unsigned']), ...all.map(({ version, fault }) => `${version} ${fault}`)]
  }
  const third = (change: (event: any) => void): string[] => events.map((line, i) => (i === 2 ? replaced(line, change) : line))
  expect(await faults({})).toEqual([])
  expect(await faults({ events: events.map((line, i) => (i === 2 ? changed(line) : line)) })).toEqual(['3 not-sealed'])
  for (const column of ['event_id', 'stream_type', 'name', 'revision', 'position']) {
    expect(await faults({ events: third(({ row }) => (row[column] += '0')) }), column).toContain('3 not-sealed')
  }
  expect(await faults({ events: third((event) => event.index++) })).toContain('3 not-sealed')
  expect(await faults({ events: third(({ proof }) => proof.pop()) })).toContain('3 not-sealed')
  expect(await faults({ events: third(({ row }) => delete row.payload) })).toContain('3 unreadable')
  expect(await faults({ events: events.filter((_, i) => i !== 2) })).toEqual(['3 missing'])
  expect(await faults({ events: [events[1]!, events[0]!, ...events.slice(2)] })).not.toEqual([])
  expect(await faults({ events: events.slice(0, -1) })).toEqual([`${events.length} missing`])
  expect(await faults({ events: events.slice(0, -1) }, shown.slice(0, -1))).toEqual([`${events.length} missing`])
  expect(await faults({ events: [] }, [])).toEqual([`${events.length} missing`])
  expect(await faults({}, shown.slice(0, -1))).toEqual([`${events.length} not-shown`])
  expect(await faults({}, shown.map((each) => ({ ...each, at: each.version === 2 ? '2020-01-01T00:00:00Z' : each.at })))).toEqual(['2 shown-otherwise'])
  const [origin, size, root, ...rest] = checkpoint.split('\n')
  const otherRoot = Buffer.from(root!, 'base64')
  otherRoot[0]! ^= 1
  expect(await faults({ checkpoint: [origin, size, otherRoot.toString('base64'), ...rest].join('\n') })).toContain('unsigned')
  expect(await faults({ checkpoint: [origin, String(Number(size) + 1), root, ...rest].join('\n') })).toContain('unsigned')
  expect(await faults({}, shown, 'quorum none\n')).toEqual(['unsigned'])
}
