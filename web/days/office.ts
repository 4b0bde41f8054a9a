import { AxeBuilder } from '@axe-core/playwright'
import { expect, test as base, type APIRequestContext, type Browser, type Page, type PageScreenshotOptions } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { atRest } from './rest'

export const ECOLOGY = 'jiangmen-ecology-2023-overall'
export const WATER = 'jiangmen-water-2022-overall'
const PASSWORD = 'liuhen-demo'
/** Where pictures go; without it none are taken. */
export const SHOTS = process.env.LIUHEN_SCREENS
const THROTTLE = Number(process.env.LIUHEN_THROTTLE ?? 1)
const WIDTHS = [1280, 1920, 390]

/** One person at one browser window. What the browser complains of fails the day. */
export class Desk {
  readonly complaints: string[] = []

  constructor(
    readonly page: Page,
    readonly username: string,
  ) {
    page.on('pageerror', (error) => this.complaints.push(String(error)))
    page.on('console', (message) => {
      if (/Content Security Policy|\[Vue warn\]|Unhandled/.test(message.text())) {
        this.complaints.push(message.text())
      }
    })
  }

  async signIn(): Promise<void> {
    await this.page.goto('/')
    await this.page.getByLabel('用户名').fill(this.username)
    await this.page.getByLabel('密码').fill(PASSWORD)
    await this.page.getByRole('button', { name: '登录' }).click()
    await expect(this.page.getByTestId('who')).toBeVisible()
  }

  async open(report: string, section: string): Promise<void> {
    await this.page.goto(`/reports/${report}/sections/${section}`)
    await expect(this.page.getByRole('article')).toBeVisible()
  }

  /** Drops what was typed, and says so twice. */
  async giveUp(): Promise<void> {
    await this.page.getByRole('article').getByRole('button', { name: '放弃修改', exact: true }).click()
    await this.page.getByRole('dialog', { name: '还没有保存' }).getByRole('button', { name: '放弃修改', exact: true }).click()
  }

  /** Nothing here keeps anyone out: no finding of axe that is serious or worse. */
  async isForEveryone(): Promise<void> {
    await atRest(this.page)
    // there are no frames; axe's other way opens a page of its own each time
    const { violations } = await new AxeBuilder({ page: this.page })
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .analyze()
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`)).toEqual([])
  }

  /** Kept as it looks at three widths. */
  async shoot(name: string, widths = WIDTHS): Promise<void> {
    if (SHOTS === undefined) {
      return
    }
    const size = this.page.viewportSize()!
    for (const width of widths) {
      await this.page.setViewportSize({ width, height: width < 600 ? 844 : width > 1500 ? 1080 : 800 })
      await picture(this.page, `${name}-${width}`)
    }
    await this.page.setViewportSize(size)
  }

  async told(sentence: string | RegExp): Promise<void> {
    await expect(this.page.locator('.el-message').filter({ hasText: sentence }).last()).toBeVisible()
  }
}

/** A picture of the page as it is now. */
export async function picture(page: Page, name: string, options: PageScreenshotOptions = {}): Promise<void> {
  if (SHOTS !== undefined) {
    await page.screenshot({ path: join(SHOTS, `${name}.png`), animations: 'disabled', ...options })
  }
}

/** At which version each report is by what colleagues have done. */
const written = new Map<string, number>()

/** The same person without a browser, to prepare a day and to ask afterwards what is on record. */
export class Colleague {
  private constructor(private readonly request: APIRequestContext) {}

  static async called(request: APIRequestContext, username: string): Promise<Colleague> {
    const colleague = new Colleague(request)
    await request.get('/api/session')
    await colleague.send('POST', '/api/session', { username, password: PASSWORD })
    return colleague
  }

  /** What is not visible yet is asked for again: a busy machine takes its time. */
  async get(path: string): Promise<any> {
    let answer = await this.request.get(path)
    while (answer.status() === 504) {
      answer = await this.request.get(path)
    }
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
    return answer.json()
  }

  async send(method: 'POST' | 'PUT', path: string, data: unknown): Promise<any> {
    const cookies = (await this.request.storageState()).cookies
    const token = cookies.find((cookie) => cookie.name === 'XSRF-TOKEN')?.value ?? ''
    const headers = { 'X-XSRF-TOKEN': token, 'Idempotency-Key': randomUUID() }
    const answer = await this.request.fetch(path, { method, data, headers })
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
    const answered = await answer.json()
    if (answered.reportId !== undefined) {
      written.set(answered.reportId, answered.version)
    }
    return answered
  }

  /** With everything that colleagues have done; what is done at a screen may take a moment more. */
  async section(report: string, key: string): Promise<any> {
    const whole = await this.get(`/api/reports/${report}?minVersion=${written.get(report) ?? 0}`)
    return whole.sections.find((section: any) => section.key === key)
  }

  /** Changes the text as this colleague would, and says at which version the report is then. */
  async write(report: string, key: string, change: (text: string) => string): Promise<number> {
    const section = await this.section(report, key)
    const [first, ...rest] = section.blocks
    const blocks = [{ ...first, text: change(first.text) }, ...rest]
    return (await this.send('PUT', `/api/reports/${report}/sections/${key}`, { blocks, basedOn: section.revision })).version
  }

  async act(report: string, section: string, deed: string, body: unknown = {}): Promise<number> {
    return (await this.send('POST', `/api/reports/${report}/sections/${section}/${deed}`, body)).version
  }

  async approve(report: string, section: string): Promise<number> {
    const { digest } = await this.section(report, section)
    return this.act(report, section, 'approve', { digest, opinion: '同意' })
  }

  /** How often something happened to a section. */
  async count(report: string, section: string, type: string): Promise<number> {
    return (await this.get(`/api/reports/${report}/history?section=${section}&type=${type}&limit=500`)).items.length
  }
}

interface Office {
  desk: (username: string) => Promise<Desk>
  colleague: (username: string) => Promise<Colleague>
}

/** Whoever is needed: a desk has a browser window, a colleague works by the interface. */
export const test = base.extend<Office>({
  desk: async ({ browser }, use) => {
    const desks: Desk[] = []
    await use(async (username) => {
      const desk = new Desk(await openWindow(browser), username)
      desks.push(desk)
      await desk.signIn()
      return desk
    })
    for (const desk of desks) {
      expect(desk.complaints, desk.username).toEqual([])
      await desk.page.context().close()
    }
  },
  colleague: async ({ playwright, baseURL }, use) => {
    const open: APIRequestContext[] = []
    await use(async (username) => {
      const request = await playwright.request.newContext({ baseURL: baseURL! })
      open.push(request)
      return Colleague.called(request, username)
    })
    await Promise.all(open.map((request) => request.dispose()))
  },
})

/** A browser window of somebody's own; LIUHEN_THROTTLE=4 makes it four times as slow (.ci/again). */
export async function openWindow(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  if (THROTTLE > 1) {
    const tools = await page.context().newCDPSession(page)
    await tools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE })
  }
  return page
}

export { expect }
