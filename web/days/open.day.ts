import { unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/node'
import writeWorkbook from 'write-excel-file/node'
import { ECOLOGY, expect, test, type Desk } from './office'

/** A year begins: the form, what is wrong in it, and the report that is opened from it. */

const YEAR = 2010

type Sheets = { sheet: string; data: string[][] }[]

async function read(path: string): Promise<Sheets> {
  const sheets = await readWorkbook(path)
  return sheets.map(({ sheet, data }) => ({ sheet, data: data.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))) }))
}

/** Takes the form, which is named after the office. */
async function take({ page }: Desk, path: string): Promise<Sheets> {
  const download = page.waitForEvent('download')
  await page.getByTestId('take').click()
  const taken = await download
  expect(taken.suggestedFilename()).toMatch(/^江门市.*局绩效自评填报表\.xlsx$/)
  await taken.saveAs(path)
  return read(path)
}

async function agree({ page }: Desk): Promise<void> {
  await page.getByTestId('open').click()
  await page.getByRole('dialog', { name: '建立后不能撤销' }).getByRole('button', { name: '建立报告' }).click()
}

/** As it would be saved by Excel: figures may be numbers there. */
async function write(sheets: Sheets): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const buffer = await writeWorkbook(
    sheets.map(({ sheet, data }) => ({ sheet, data: data.map((row) => row.map((cell) => (/^\d+(\.\d+)?$/.test(cell) && !/^\d\.\d$/.test(cell) ? Number(cell) : cell))) })),
  ).toBuffer()
  return { name: '填报表.xlsx', mimeType: 'application/octet-stream', buffer }
}

test('a drafter opens the report of a year from the form of an earlier one', async ({ desk, colleague }, info) => {
  const drafter = await desk('drafter')
  const { page } = drafter
  await page.goto('/reports')
  await page.getByRole('link', { name: '建立年度报告' }).click()
  await expect(page).toHaveTitle(/^建立年度报告/)
  await page.getByLabel('沿用').selectOption(ECOLOGY)
  const form = await take(drafter, info.outputPath('江门市生态环境局绩效自评填报表.xlsx'))
  const of = (sheet: string) => form.find((each) => each.sheet === sheet)!.data
  const earlier = await (await colleague('drafter2')).get(`/api/reports/${ECOLOGY}`)
  expect(of('章节').slice(1).map(([key]) => key)).toEqual(earlier.sections.map(({ key }: any) => key))
  expect(of('指标').slice(1).map((row) => row[3])).toEqual(earlier.indicators.map(({ name }: any) => name))
  expect(of('资金').slice(1).every((row) => row[6] === '')).toBe(true)

  // something new, with what people get wrong
  of('指标')[1]![6] = '2600.5'
  of('指标').push(['', '9.9', '满意率', '公众满意度', '不低于90%', '不低于', '90', '%'])
  of('资金')[1]![6] = '8,012.40'
  await page.getByTestId('file').setInputFiles(await write(form))
  const misfits = page.getByTestId('misfits')
  await expect(misfits).toContainText('有2处需要先改正')
  await expect(misfits).toContainText(`“指标”表第${of('指标').length}行　“所属章节”填的是“9.9”`)
  await expect(page.getByTestId('open')).toHaveCount(0)
  await drafter.isForEveryone()
  await drafter.shoot('open-misfits', [1280])

  of('指标').at(-1)![1] = '2.2'
  of('指标').at(-1)![2] = '满意度'
  of('资金')[2]![7] = '一万'
  await page.getByTestId('file').setInputFiles(await write(form))
  await expect(misfits).toContainText('“资金”表第3行　“全年预算数”填的是“一万”，请填数字')
  of('资金')[2]![7] = ''
  of('指标').at(-1)![0] = '满意 度'
  await page.getByTestId('file').setInputFiles(await write(form))
  const check = page.getByTestId('check')
  await expect(check).toContainText(`${earlier.sections.length}个章节，${earlier.indicators.length + 1}项指标`)
  await check.getByText('核对指标和目标值').click()
  await expect(check.getByRole('row', { name: /公众满意度/ })).toContainText('不低于90%')
  // its words are still those of the year before
  await expect(check).toContainText('1项指标的目标原文里没有所填的目标值')
  await expect(check.getByRole('cell', { name: '! 2600.5' })).toBeVisible()
  await page.getByLabel('预算年度').fill(String(YEAR))
  await expect(page.getByLabel('报告名称')).toHaveValue(`江门市生态环境局${YEAR}年度部门整体支出绩效自评报告`)
  await page.getByLabel('正文').selectOption(ECOLOGY)
  await expect(page.getByText(`${earlier.sections.length}个章节带入正文。带入的是原报告年度的文字和数字`)).toBeVisible()
  await page.getByLabel('预算年度').fill(String(new Date().getFullYear() + 1))
  await expect(page.getByText('这个年度还没有到')).toBeVisible()
  await expect(page.getByTestId('open')).toBeDisabled()
  await page.getByLabel('预算年度').fill(String(YEAR))
  await page.getByTestId('open').click()
  const sure = page.getByRole('dialog', { name: '建立后不能撤销' })
  await expect(sure).toContainText(`将建立《江门市生态环境局${YEAR}年度部门整体支出绩效自评报告》：${earlier.sections.length}个章节`)
  await drafter.isForEveryone()
  await sure.getByRole('button', { name: '再核对一下' }).click()
  await agree(drafter)
  await expect(misfits).toContainText(`“指标”表第${of('指标').length}行　“编号”：`)
  of('指标').at(-1)![0] = ''
  await page.getByTestId('file').setInputFiles(await write(form))
  await expect(misfits).toHaveCount(0)
  await drafter.isForEveryone()
  await drafter.shoot('open')
  await agree(drafter)
  await drafter.told('已建立报告')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`江门市生态环境局${YEAR}年度部门整体支出绩效自评报告`)
  const id = new URL(page.url()).pathname.split('/')[2]
  const opened = await (await colleague('drafter2')).get(`/api/reports/${id}`)
  expect(opened.sections.map(({ blocks }: any) => blocks)).toEqual(earlier.sections.map(({ blocks }: any) => blocks))
  expect(opened.indicators[0]).toMatchObject({ target: { ...earlier.indicators[0].target, value: '2600.5' }, actual: null })
  expect(opened.indicators.at(-1)).toMatchObject({ key: `ind-${earlier.indicators.length + 1}`, category: 'SATISFACTION', target: { operator: 'GE', value: '90', unit: '%', text: '不低于90%' } })
  expect(opened.lineItems[0]).toMatchObject({ initialBudget: '8,012.40', executed: null })

  // what is judged by another figure than its words have, and what is not there yet, is said to whoever sends it on and approves it
  await drafter.open(id!, '2.2')
  await expect(page.getByRole('row', { name: /出动执法人员/ })).toContainText('按“约2600.5人次”判定')
  await page.getByRole('button', { name: '提交审核' }).click()
  const lacking = `请注意：${opened.indicators.filter(({ section }: any) => section === '2.2').length}项指标没有填完成值`
  await expect(page.getByRole('dialog', { name: '提交章节' })).toContainText(lacking)
  await page.getByTestId('confirm').click()
  await drafter.told('已提交')
  const head = await desk('section-head')
  await head.open(id!, '2.2')
  await head.page.getByRole('button', { name: '通过', exact: true }).click()
  await expect(head.page.getByTestId('lacking')).toContainText(lacking)
  await head.isForEveryone()
  await head.page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  await (await colleague('drafter')).act(id!, '2.2', 'withdraw')

  await page.goto('/open')
  await page.getByTestId('file').setInputFiles(await write(form))
  await page.getByLabel('预算年度').fill(String(YEAR))
  await agree(drafter)
  await expect(page.getByRole('alert')).toContainText('已经建立')
  await expect(page.getByRole('link', { name: '打开这份报告' })).toHaveAttribute('href', `/reports/${id}`)
  await page.getByTestId('file').setInputFiles({ name: '说明.xlsx', mimeType: 'text/plain', buffer: Buffer.from('not a workbook') })
  await expect(page.getByRole('alert')).toContainText('读不出来')
  await drafter.isForEveryone()
})

test('a form of the largest report is read and written, under our own content policy', async ({ desk }, info) => {
  const drafter = await desk('water-drafter')
  const { page } = drafter
  await page.goto('/open')
  await page.getByLabel('沿用').selectOption({ label: '整体支出绩效自评的一般章节' })
  const outline = await take(drafter, info.outputPath('outline.xlsx'))
  const most = Array.from({ length: 1_000 }, (_, i) => ['', '2.2', '数量', `第${i}项：${'重点河道整治与水源地保护'.repeat(15)}${i * 7919}`, `不低于${i}公里`, '不低于', String(i), '公里'])
  outline.find(({ sheet }) => sheet === '指标')!.data.push(...most)
  const { buffer, ...file } = await write(outline)
  expect(unzipSync(buffer, { filter: ({ name }) => name === 'xl/sharedStrings.xml' })['xl/sharedStrings.xml']!.length).toBeGreaterThan(512 * 1024)
  await page.getByTestId('file').setInputFiles({ ...file, buffer })
  await expect(page.getByTestId('check')).toContainText('10个章节，1000项指标，0个资金项目')
  await page.getByLabel('预算年度').fill(String(YEAR))
  await agree(drafter)
  await drafter.told('已建立报告')
  await page.goto('/open')
  await page.getByLabel('沿用').selectOption({ label: `江门市水利局${YEAR}年度部门整体支出绩效自评报告` })
  const again = await take(drafter, info.outputPath('again.xlsx'))
  expect(again.find(({ sheet }) => sheet === '指标')!.data).toHaveLength(1_001)
})

test('whoever is no drafter is offered no report to open', async ({ desk }) => {
  const director = await desk('director')
  const { page } = director
  await page.goto('/reports')
  await expect(page.getByRole('list').first()).toBeVisible()
  await expect(page.getByRole('link', { name: '建立年度报告' })).toHaveCount(0)
  await page.goto('/open')
  await expect(page.getByRole('alert')).toContainText('由部门的填报人办理')
  await director.isForEveryone()
})
