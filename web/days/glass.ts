import { expect, SHOTS, type Desk } from './office'
import { atRest } from './rest'

/** How somebody looks at a screen: on a telephone, at twice the size (1280 px halved), or with large text. At 1280 px every day asks axe. */
export const GLASSES = [
  { name: '390', width: 390, height: 844, large: false, axe: true },
  { name: '640@2', width: 640, height: 400, large: false, axe: false },
  { name: 'large', width: 1280, height: 800, large: true, axe: false },
  { name: 'large-390', width: 390, height: 844, large: true, axe: false },
] as const

/** Through every glass: nothing is wider than the screen, cut or written over, whatever a dialog offers can be reached, and axe finds nothing serious. */
export async function readsThroughEveryGlass(desk: Desk, what: string): Promise<void> {
  const { page } = desk
  const size = page.viewportSize()!
  const wrong: string[] = []
  for (const { name, width, height, large, axe } of GLASSES) {
    await page.setViewportSize({ width, height })
    await page.evaluate((on) => document.documentElement.classList.toggle('large', on), large)
    await atRest(page)
    if (SHOTS !== undefined) {
      await page.screenshot({ path: `target/glasses/${what}-${name}.png`, animations: 'disabled' })
    }
    wrong.push(...(await page.evaluate(faults)).map((fault) => `${name}: ${fault}`))
    await reachesEveryButton(desk, `${what} at ${name}`)
    if (axe) {
      await desk.isForEveryone()
    }
  }
  await page.evaluate(() => document.documentElement.classList.remove('large'))
  await page.setViewportSize(size)
  expect(wrong, what).toEqual([])
}

/** What a dialog offers is not below the edge of the screen or under something else. */
async function reachesEveryButton({ page }: Desk, where: string): Promise<void> {
  for (const button of await page.locator('[role=dialog] button:visible').all()) {
    await button.scrollIntoViewIfNeeded()
    const reached = await button.evaluate((each) => {
      const { left, top, width, height } = each.getBoundingClientRect()
      const hit = document.elementFromPoint(left + width / 2, top + height / 2)
      return hit !== null && each.contains(hit)
    })
    expect(reached, `${where}: ${await button.innerText()}`).toBe(true)
  }
}

/** In the page: texts beyond the edge, cut off, squeezed, or upon each other. */
function faults(): string[] {
  interface Text { said: string; box: DOMRect; element: Element }
  const found: string[] = []
  const beyond = document.documentElement.scrollWidth - innerWidth
  if (beyond > 0) {
    found.push(`the page is ${beyond} px wider than the screen`)
  }
  const dialog = document.querySelector('[role=dialog]')
  const walker = document.createTreeWalker(dialog ?? document.body, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  for (let node = walker.nextNode(); node !== null && texts.length < 1200; node = walker.nextNode()) {
    const element = node.parentElement
    const said = node.textContent!.trim()
    if (element === null || said === '' || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || element.closest('.visually-hidden, [aria-hidden=true], option')) {
      continue
    }
    let scrolls = false
    let floats = false
    for (let each: Element | null = element; each !== null && each !== dialog; each = each.parentElement) {
      const style = getComputedStyle(each)
      scrolls ||= /auto|scroll/.test(style.overflowX) && each !== document.documentElement
      floats ||= /fixed|sticky|absolute/.test(style.position)
      if (/hidden|clip/.test(style.overflowX) && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0) {
        found.push(`cut: ${said.slice(0, 30)}`)
      }
    }
    const range = document.createRange()
    range.selectNodeContents(node)
    const boxes = [...range.getClientRects()]
    if (said.length > 2 && boxes.length >= said.length) {
      found.push(`squeezed to one letter a line: ${said.slice(0, 30)}`)
    }
    for (const box of boxes) {
      if (!scrolls && box.right > innerWidth + 1) {
        found.push(`beyond the edge: ${said.slice(0, 30)}`)
      }
      if (!scrolls && !floats && box.width > 0) {
        texts.push({ said, box, element })
      }
    }
  }
  texts.forEach(({ said, box, element }, i) => {
    for (const other of texts.slice(i + 1, i + 60)) {
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
      // the boxes of two lines touch where lines stand close
      if (across > 3 && down > Math.min(box.height, other.box.height) / 2 && other.element !== element) {
        found.push(`“${said.slice(0, 20)}” and “${other.said.slice(0, 20)}” are written over each other`)
      }
    }
  })
  for (const each of document.querySelectorAll('input:not([type=range],[type=checkbox],[type=radio]), select')) {
    const { right, width } = each.getBoundingClientRect()
    if (width > 0 && right > innerWidth + 1 && each.closest('.scroll') === null) {
      found.push(`beyond the edge: ${each.getAttribute('aria-label') ?? each.tagName}`)
    }
  }
  return [...new Set(found)]
}
