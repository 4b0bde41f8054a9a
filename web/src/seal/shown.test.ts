import { describe, expect, test } from 'vitest'
import type { Report } from '../api/types'
import { actorOf, payloadOf, readEvent } from './event'
import { evolved, type Folded } from './fold'
import { LAST, packed, POLICY, REPORT, reports, trail } from './sample/sample'
import { compared as holdAgainst, isAsSealed, type Compared } from './shown'
import { verify } from './verify'

const folded = packed.events.map(readEvent).reduce<Folded | null>(
  (before, event) => evolved(before, REPORT, { name: event.row.name!, event: payloadOf(event), by: actorOf(event), at: event.row.recorded_at! }),
  null,
)!
const { compared: whole } = await verify({ report: REPORT, latest: LAST, packed, policy: POLICY, trail, shown: reports[LAST - 1]! })
const decisions = (whole as Compared).sections.flatMap(({ decided }) => decided ?? [])

/** Gone through once for all: what a version is held against is the same each time. */
function compared(shown: Report): Compared {
  return holdAgainst(folded, shown, decisions)
}

test('what is compared here is what a verification compares', () => {
  expect(compared(reports[LAST - 1]!)).toEqual(whole)
})

type Way = readonly (string | number)[]

/** The way to every single value of a report. */
function values(of: unknown, way: Way = []): Way[] {
  return typeof of === 'object' && of !== null ? Object.entries(of).flatMap(([name, part]) => values(part, [...way, Array.isArray(of) ? Number(name) : name])) : [way]
}

/** The report as somebody else would show it, of which one part is another. */
function altered(report: Report, way: Way, change: (holder: any, name: string | number) => void): Report {
  const other = JSON.parse(JSON.stringify(report))
  change(
    way.slice(0, -1).reduce((at: any, name) => at[name], other),
    way[way.length - 1]!,
  )
  return other
}

const last = reports[LAST - 1]!
const ways = values(last).filter((way) => way[0] !== 'version')

test('every single value that is shown is compared, whichever is another', () => {
  expect(ways.length).toBeGreaterThan(300)
  const unnoticed = ways.filter((way) => {
    const found = compared(altered(last, way, (holder, name) => (holder[name] = typeof holder[name] === 'number' ? holder[name] + 1 : `${holder[name] ?? ''}9`)))
    return isAsSealed(found) || found.differences.length === 0
  })
  expect(unnoticed).toEqual([])
})

test('a value that is left out is found, whichever it is', () => {
  const there = ways.filter((way) => way.reduce((at: any, name) => at[name], last) !== null && typeof way[way.length - 1] === 'string')
  expect(there.filter((way) => isAsSealed(compared(altered(last, way, (holder, name) => delete holder[name]))))).toEqual([])
})

describe('a figure or text that is another is named', () => {
  test.each<[string, (report: any) => void, string, string | null, string | null]>([
    ['an actual', ({ indicators }) => (indicators[0].actual.value = '2871'), 'indicators/ind-01/actual/value', '2781', '2871'],
    ['a target', ({ indicators }) => (indicators[0].target.value = '2500'), 'indicators/ind-01/target/value', '2700', '2500'],
    ['an original target', ({ indicators }) => (indicators[0].originalTarget.value = '2700'), 'indicators/ind-01/originalTarget/value', '2500', '2700'],
    ['an explanation', ({ indicators }) => (indicators[0].explanation = null), 'indicators/ind-01/explanation', '全年累计', null],
    ['whether it was attained', ({ indicators }) => (indicators[0].attainment = 'NOT_ATTAINED'), 'indicators/ind-01/attainment', 'ATTAINED', 'NOT_ATTAINED'],
    ['money', ({ lineItems }) => (lineItems[0].executed = '7,771.02'), 'lineItems/li-total/executed', '6,771.02', '7,771.02'],
    ['a rate', ({ lineItems }) => (lineItems[0].executionRate = '97.14%'), 'lineItems/li-total/executionRate', '84.64%', '97.14%'],
    ['a paragraph', ({ sections }) => (sections[0].blocks[1].text = '第三段。'), 'sections/1.1/blocks/1/text', '第三段', '第三段。'],
    ['a heading made a paragraph', ({ sections }) => (sections[1].blocks[0].kind = 'PARAGRAPH'), 'sections/1.2/blocks/0/kind', 'HEADING', 'PARAGRAPH'],
    ['a paragraph more', ({ sections }) => sections[0].blocks.push({ kind: 'PARAGRAPH', text: '又一段' }), 'sections/1.1/blocks/2', null, 'PARAGRAPH　又一段'],
    ['an opinion', ({ sections }) => (sections[0].opinions[0].opinion = '没有问题'), 'sections/1.1/opinions/0/opinion', '内容须核对', '没有问题'],
    ['a reply', ({ sections }) => (sections[0].returnItems[0].reply.text = '已改'), 'sections/1.1/returnItems/0/reply/text', '已写清楚', '已改'],
    ['where it is', ({ sections }) => (sections[0].state = 'APPROVED'), 'sections/1.1/state', 'CLEARED', 'APPROVED'],
    ['its digest', ({ sections }) => (sections[0].digest = 'sha-256:0'), 'sections/1.1/digest', last.sections[0]!.digest, 'sha-256:0'],
    ['a revision', ({ indicators }) => (indicators[0].revisions[1].status = 'APPROVED'), `indicators/ind-01/revisions/${last.indicators[0]!.revisions[1]!.revisionId}/status`, 'REJECTED', 'APPROVED'],
    ['a section less', ({ sections }) => sections.pop(), 'sections/1.2', expect.stringContaining('自评结论'), null],
    ['an indicator less', ({ indicators }) => indicators.pop(), 'indicators/ind-01', expect.stringContaining('出动执法人员'), null],
    ['another order', ({ sections }) => sections.reverse(), 'sections/order', '1.1、1.2', '1.2、1.1'],
    ['one twice', ({ lineItems }) => lineItems.push(lineItems[0]), 'lineItems/order', 'li-total', 'li-total、li-total'],
  ])('%s', (_, change, at, sealed, shown) => {
    const report = JSON.parse(JSON.stringify(last))
    change(report)
    expect((compared(report)).differences.map((each) => ({ ...each, at: each.at.join('/') }))).toEqual([{ at, sealed, shown }])
  })

  test('two sections that changed their texts', () => {
    const report = JSON.parse(JSON.stringify(last))
    ;[report.sections[0].blocks, report.sections[1].blocks] = [report.sections[1].blocks, report.sections[0].blocks]
    const found = compared(report)
    expect(found.differences.length).toBeGreaterThan(2)
    expect(found.sections.map(({ sealed, shown, told }) => [sealed === shown, sealed === told])).toEqual([[false, true], [false, true]])
    expect(found.sections.map(({ decided }) => decided !== null), 'what was approved is not what is shown').toEqual([true, true])
  })

  test('a figure with the digest of the false content beside it', () => {
    const report = JSON.parse(JSON.stringify(last))
    report.indicators[0].actual.value = '2871'
    report.sections[0].digest = (compared(report)).sections[0]!.shown
    const found = compared(report)
    expect(found.sections[0]).toMatchObject({ shown: report.sections[0].digest, told: report.sections[0].digest })
    expect(isAsSealed(found)).toBe(false)
    expect(found.differences.map(({ at }) => at.join('/'))).toEqual(['sections/1.1/digest', 'indicators/ind-01/actual/value'])
  })
})

test('a version shown under the number of another is found', () => {
  expect(isAsSealed(compared({ ...reports[9]!, version: 20 }))).toBe(false)
})
