import type { Page } from '@playwright/test'
import { FIGURES, idOf, lengthy, MONEY, worked } from '../days/lengthy'
import { expect, test } from '../days/office'

/**
 * How the screens bear the longest report there can be: what is loaded first, how long the browser is deaf when a screen opens, how
 * many frames are late while it is scrolled, and what a frame and a key cost the main thread in processor time, which does not
 * depend on what else the machine does. Chromium draws in software here, so a real screen is faster.
 */
const YEAR = Number(process.env.LIUHEN_BENCH_YEAR ?? 2016)
const REPORT = idOf('jiangmen-water', YEAR)
const STEP = 120
const MOST_STEPS = 150

interface Row {
  what: string
  nodes: number
  opens: number
  frames: number
  late: number
  worst: number
  perFrame: number
}

test('the longest report', async ({ desk, colleague, browser }) => {
  const drafter = await colleague('water-drafter')
  const there = (await drafter.get('/api/reports?limit=100')).items.some((each: any) => each.reportId === REPORT)
  if (!there) {
    await drafter.send('POST', '/api/reports', lengthy('jiangmen-water', '江门市水利局', YEAR))
    await worked(REPORT, drafter, await colleague('water-head'))
  }
  const rows: Row[] = []
  const head = await desk('water-head')
  const { page } = head
  await page.addInitScript(() => {
    const seen: number[] = []
    Object.assign(globalThis, { longTasks: seen })
    new PerformanceObserver((list) => list.getEntries().forEach((each) => seen.push(each.duration))).observe({ type: 'longtask', buffered: true })
  })
  const screens: [string, string, string][] = [
    ['overview', '', 'tbody tr'],
    ['section of text', '/sections/1.2', 'article'],
    ['200 indicators, what changed', `/sections/${FIGURES}`, '[data-testid=since] li'],
    ['150 lines of money', `/sections/${MONEY}`, 'article table'],
    ['trail', '/trail', '.trail li'],
    ['replay', '/replay', '[data-testid=event]'],
    ['print', '/print', '.approval .item'],
  ]
  for (const [what, path, shown] of screens) {
    await page.goto(`/reports/${REPORT}${path}`)
    await expect(page.locator(shown).last()).toBeVisible()
    rows.push(await measured(page, what))
  }
  const writer = await desk('water-drafter')
  await writer.page.addInitScript(() => {
    const seen: number[] = []
    Object.assign(globalThis, { longTasks: seen })
    new PerformanceObserver((list) => list.getEntries().forEach((each) => seen.push(each.duration))).observe({ type: 'longtask', buffered: true })
  })
  const { version } = await drafter.get(`/api/reports/${REPORT}`)
  await drafter.act(REPORT, FIGURES, 'withdraw', { reason: '再核对一遍' })
  try {
    await writer.page.goto(`/reports/${REPORT}/sections/${FIGURES}`)
    await writer.page.getByRole('button', { name: '填报指标完成值' }).click()
    const cells = writer.page.getByTestId('sheet').getByRole('textbox')
    await expect(cells.nth(100)).toBeVisible()
    rows.push(await measured(writer.page, '200 indicators, filling in'))
    console.log(`one key in the sheet: ${(await key(writer.page)).toFixed(1)} ms of scripts, style and layout`)
    await writer.page.getByTestId('sheet').getByRole('button', { name: '关闭' }).click()
  } finally {
    await drafter.act(REPORT, FIGURES, 'submit')
  }
  console.log(`report of version ${version}; Chromium ${browser.version()}`)
  console.table(Object.fromEntries(rows.map(({ what, ...figures }) => [what, figures])))
})

test('what is loaded first', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage()
  const loaded = new Map<string, number>()
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const names = new Map<string, string>()
  session.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, new URL(response.url).pathname))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => loaded.set(names.get(requestId) ?? requestId, encodedDataLength))
  await page.goto('/sign-in', { waitUntil: 'networkidle' })
  console.table(Object.fromEntries([...loaded].map(([name, bytes]) => [name, { KB: Math.round(bytes / 102.4) / 10 }])))
  console.log(`first load over the wire: ${Math.round([...loaded.values()].reduce((sum, each) => sum + each, 0) / 1024)} KB`)
  await page.context().close()
})

async function measured(page: Page, what: string): Promise<Row> {
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  const opens = await page.evaluate(() => {
    const seen = (globalThis as unknown as { longTasks: number[] }).longTasks
    return seen.splice(0).reduce((sum, each) => Math.max(sum, each), 0)
  })
  const busy = await worker(page)
  const before = await busy()
  const scrolled = await page.evaluate(
    ([step, most]) =>
      new Promise<{ frames: number; late: number; worst: number }>((resolve) => {
        const gaps: number[] = []
        let last = performance.now()
        let left = most!
        const frame = (now: number): void => {
          gaps.push(now - last)
          last = now
          const before = scrollY
          window.scrollBy(0, step!)
          if (--left > 0 && scrollY !== before) {
            requestAnimationFrame(frame)
          } else {
            resolve({ frames: gaps.length, late: gaps.filter((each) => each > 50).length, worst: Math.round(Math.max(...gaps)) })
          }
        }
        window.scrollTo(0, 0)
        requestAnimationFrame((now) => {
          last = now
          requestAnimationFrame(frame)
        })
      }),
    [STEP, MOST_STEPS],
  )
  const perFrame = ((await busy()) - before) / scrolled.frames
  return { what, nodes, opens: Math.round(opens), ...scrolled, perFrame: Math.round(perFrame * 10) / 10 }
}

/** How long the main thread was at work, in ms of processor time. */
async function worker(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000
  }
}

/** What ten keys cost, each. */
async function key(page: Page): Promise<number> {
  await page.getByTestId('sheet').getByRole('textbox').first().focus()
  const busy = await worker(page)
  const before = await busy()
  await page.keyboard.type('1234567890', { delay: 60 })
  return ((await busy()) - before) / 10
}
