import { describe, expect, test } from 'vitest'
import type { Report } from '../api/types'
import { Malformed } from './bytes'
import type { Packed } from './package'
import { LAST, packed, POLICY, REPORT, reports, THEN, trail } from './sample/sample'
import { verify, type Result, type Shown } from './verify'

const AN_HOUR = 3_600_000

interface Given {
  packed?: Partial<Packed>
  shown?: readonly Shown[]
  page?: Report
  policy?: string
  latest?: number
  now?: number
}

function verified({ packed: other = {}, shown = trail, page = reports[LAST - 1]!, policy = POLICY, latest = LAST, now = THEN + AN_HOUR }: Given): Promise<Result> {
  return verify({ report: REPORT, latest, packed: { ...packed, ...other }, policy, trail: shown, shown: page, now })
}

/** What is found, as a list that reads well where it is another. */
async function found(given: Given): Promise<string[]> {
  const { unsigned, faults, pending } = await verified(given)
  return [
    ...(unsigned === null ? [] : ['unsigned']),
    ...faults.map(({ version, fault }) => `${version} ${fault}`),
    ...pending.map((version) => `${version} pending`),
  ]
}

/** The events, of which that of a version is another. */
function altered(version: number, change: (event: any) => void): Partial<Packed> {
  return {
    events: packed.events.map((line, i) => {
      const event = JSON.parse(line)
      if (i === version - 1) {
        change(event)
      }
      return JSON.stringify(event)
    }),
  }
}

/** The trail, of which the first entry of a kind is another. */
function told(type: string, change: (entry: any) => void): { version: number; shown: Shown[] } {
  const version = trail.find((entry) => entry.type === type)!.version
  return {
    version,
    shown: trail.map((entry) => {
      const other = structuredClone(entry)
      if (entry.version === version) {
        change(other)
      }
      return other
    }),
  }
}

function flipped(base64: string, at = 0): string {
  const bytes = Buffer.from(base64, 'base64')
  bytes[at]! ^= 1
  return bytes.toString('base64')
}

/** The checkpoint, of which the signature line of that signer is another. */
function signedBy(signer: RegExp, change: (line: string) => string[]): Partial<Packed> {
  const lines = packed.checkpoint.split('\n')
  return { checkpoint: lines.flatMap((line) => (line.startsWith('— ') && signer.test(line) ? change(line) : [line])).join('\n') }
}

function falsified(line: string): string[] {
  const [dash, name, signature] = line.split(' ')
  return [`${dash} ${name} ${flipped(signature!, 40)}`]
}

test('what was sealed holds, to the last event', async () => {
  const result = await verified({})
  expect(result.faults).toEqual([])
  expect(result).toMatchObject({ unsigned: null, pending: [], checked: LAST, stopped: false, witnesses: 3 })
  expect(result.signed?.witnessed).toBe(true)
  expect(result.signed?.cosigned.length).toBeGreaterThanOrEqual(2)
  expect(new Set(trail.map(({ type }) => type)).size).toBeGreaterThanOrEqual(13)
})

describe('what was changed in the record', () => {
  const COLUMNS = ['position', 'event_id', 'sequence', 'stream_type', 'recorded_at', 'name', 'revision', 'payload', 'metadata'] as const

  test.each(COLUMNS)('a changed %s is in no leaf', async (column) => {
    const change = ({ row }: any): void => {
      row[column] = ['payload', 'metadata'].includes(column) ? flipped(row[column], 5) : column === 'sequence' ? String(Number(row[column])) + '0' : row[column] + '0'
    }
    expect(await found({ packed: altered(3, change) })).toEqual(['3 not-sealed'])
  })

  test('one that was taken for another report is in no leaf', async () => {
    expect(await found({ packed: altered(3, ({ row }) => (row.report_id = 'jiangmen-water-2022-overall')) })).toEqual(['3 not-sealed'])
  })

  test('a changed path leads to no root', async () => {
    expect(await found({ packed: altered(3, (event) => (event.proof[0] = flipped(event.proof[0]))) })).toEqual(['3 not-sealed'])
    expect(await found({ packed: altered(3, (event) => event.proof.pop()) })).toEqual(['3 not-sealed'])
    expect(await found({ packed: altered(3, (event) => event.index++) })).toEqual(['3 not-sealed', '4 out-of-order'])
  })

  test('what cannot be read is said to be unreadable', async () => {
    expect(await found({ packed: altered(3, ({ row }) => delete row.payload) })).toEqual(['3 unreadable'])
  })

  test('a gap, an exchange and an end that is missing are found', async () => {
    const { events } = packed
    expect(await found({ packed: { events: events.filter((_, i) => i !== 2) } })).toEqual(['3 missing'])
    expect(await found({ packed: { events: events.filter((_, i) => i < 2 || i > 4) } })).toEqual(['3 missing', '4 missing', '5 missing'])
    expect(await found({ packed: { events: [events[1]!, events[0]!, ...events.slice(2)] } })).toEqual(['1 missing'])
    expect(await found({ packed: { events: [...events.slice(0, 3), events[1]!, ...events.slice(3)] } })).toEqual(['2 out-of-order'])
    expect(await found({ packed: { events: events.slice(0, -1) } })).toEqual([`${LAST} missing`])
    expect(await found({ packed: { events: events.slice(0, -1) }, shown: trail.slice(0, -1) })).toEqual([`${LAST} missing`])
    expect(await found({ packed: { events: [] }, shown: [] })).toEqual([`${LAST} missing`])
  })
})

describe('who vouches for it', () => {
  test('a false signature of the log is one', async () => {
    const { unsigned, signed } = await verified({ packed: signedBy(/liuhen/, falsified) })
    expect(unsigned).toMatch(/signature of .* is false/)
    expect(signed).toBeNull()
  })

  test('another root or size was never signed', async () => {
    const [origin, size, root, ...rest] = packed.checkpoint.split('\n')
    expect(await found({ packed: { checkpoint: [origin, size, flipped(root!), ...rest].join('\n') } })).toContain('unsigned')
    expect(await found({ packed: { checkpoint: [origin, String(Number(size) + 1), root, ...rest].join('\n') } })).toContain('unsigned')
  })

  test('a false cosignature is not passed over', async () => {
    expect((await verified({ packed: signedBy(/finance/, falsified) })).unsigned).toMatch(/signature of .* is false/)
  })

  test('too few cosignatures are told, though every event is in the tree', async () => {
    const { signed, faults, unsigned } = await verified({ packed: signedBy(/finance|audit/, () => []) })
    expect(unsigned).toBeNull()
    expect(faults).toEqual([])
    expect(signed?.witnessed).toBe(false)
  })

  test('who is not in the rules vouches for nothing', async () => {
    expect(await found({ policy: 'quorum none\n' })).toEqual(['unsigned'])
    await expect(verified({ policy: 'log nonsense\nquorum none\n' })).rejects.toThrow(Malformed)
  })
})

test('a decision that names another digest than that of its content is found, though it were sealed so', async () => {
  const version = trail.find(({ type }) => type === 'section-approved')!.version
  const other = altered(version, ({ row }) => {
    const event = JSON.parse(Buffer.from(row.payload, 'base64').toString())
    row.payload = Buffer.from(JSON.stringify({ ...event, digest: event.digest.replace(/.$/, (last: string) => (last === '0' ? '1' : '0')) })).toString('base64')
  })
  // without a log to believe nothing is held against its tree, and the event goes on to the next question
  expect(await found({ packed: other, policy: 'quorum none\n' })).toEqual(['unsigned', `${version} digest-otherwise`])
})

describe('what the trail shows otherwise', () => {
  test.each<[string, (entry: any) => void]>([
    ['another time', (entry) => (entry.at = '2020-01-01T00:00:00Z')],
    ['another person', (entry) => (entry.actor.name = '何家亮')],
    ['another office', (entry) => (entry.actor.organisation.name = '江门市水利局')],
    ['another post', (entry) => (entry.actor.post = '局长')],
    ['another role', (entry) => (entry.actor.role = 'DIRECTOR')],
    ['another kind', (entry) => (entry.type = 'section-approved')],
    ['another request', (entry) => (entry.requestId = '0')],
  ])('%s', async (_, change) => {
    const { version, shown } = told('section-returned', change)
    expect(await found({ shown })).toEqual([`${version} shown-otherwise`])
  })

  test.each<[string, string, (entry: any) => void]>([
    ['another reason of a return', 'section-returned', (entry) => (entry.reason = '没有问题')],
    ['no reason of a correction', 'actual-corrected', (entry) => (entry.reason = null)],
    ['another opinion', 'section-approved', (entry) => (entry.reason = '不同意')],
    ['a reason nobody gave', 'section-edited', (entry) => (entry.reason = '更正')],
    ['another reply', 'return-item-replied', (entry) => (entry.reason = '已改')],
    ['another basis', 'revision-requested', (entry) => (entry.basis = '江财绩〔2024〕4号')],
    ['another section', 'section-submitted', (entry) => (entry.section = '1.2')],
    ['another section of an indicator', 'actual-submitted', (entry) => (entry.section = '1.2')],
    ['another indicator', 'actual-submitted', (entry) => (entry.indicator = 'ind-02')],
  ])('%s', async (_, type, change) => {
    const { version, shown } = told(type, change)
    expect(await found({ shown })).toEqual([`${version} reason-otherwise`])
  })

  test.each<[string, string, (changes: any[]) => void]>([
    ['a figure that was not entered', 'actual-corrected', (changes) => (changes.find(({ path }) => /value$/.test(path)).after = '9999')],
    ['a figure that was not there before', 'actual-corrected', (changes) => (changes.find(({ path }) => /value$/.test(path)).before = '2780')],
    ['another state', 'section-submitted', (changes) => (changes.find(({ path }) => /state$/.test(path)).after = 'APPROVED')],
    ['another round', 'section-returned', (changes) => (changes.find(({ path }) => /round$/.test(path)).after = '3')],
    ['another desk', 'section-returned', (changes) => (changes.find(({ path }) => /opinions\/0\/desk$/.test(path)).after = 'FINANCE_BUREAU')],
    ['another person of an opinion', 'section-approved', (changes) => (changes.find(({ path }) => /by\/name$/.test(path)).after = '何家亮')],
    ['another stage', 'report-forwarded', (changes) => (changes.find(({ path }) => path === 'stage').after = 'FINAL')],
    ['one change twice, and another not at all', 'report-finalized', (changes) => changes.splice(1, 1, changes[0])],
    ['words that were not written, beside those that were', 'section-edited', (changes) => (changes.find(({ wording }) => wording).wording[0].text = '第二段')],
    ['a text at another place', 'section-edited', (changes) => (changes.find(({ path }) => /blocks\/2/.test(path)).path = 'sections/1.1/blocks/1/text')],
    ['no change of a figure', 'actual-corrected', (changes) => changes.splice(0, changes.length)],
    ['a change nobody made', 'section-edited', (changes) => changes.push({ path: 'lineItems/li-total/executed', before: '6,771.02', after: '1.00' })],
    ['money that was not recorded', 'expenditure-recorded', (changes) => (changes.find(({ path }) => /adjustedBudget$/.test(path)).after = '9,000.00')],
    ['a text that was not written', 'section-edited', (changes) => (changes.find(({ path }) => /blocks/.test(path)).after = '别的')],
    ['a text that did not stand there', 'section-edited', (changes) => (changes.find(({ path }) => /blocks\/0/.test(path)).before = '别的')],
    ['no change of a text', 'section-edited', (changes) => changes.splice(0, changes.length, ...changes.filter(({ path }) => !/blocks/.test(path)))],
    ['a target that was not approved', 'revision-approved', (changes) => (changes.find(({ path }) => /target\/value$/.test(path)).after = '1')],
    ['a target that was not asked for', 'revision-requested', (changes) => (changes.find(({ path }) => /target\/value$/.test(path)).after = '1')],
    ['another digest of what was approved', 'section-approved', (changes) => (changes.find(({ path }) => /digest$/.test(path)).after = 'sha-256:0')],
    ['another comment on what to put right', 'section-returned', (changes) => (changes.find(({ path }) => /comment$/.test(path)).after = '可以')],
    ['another reply beside the item', 'return-item-replied', (changes) => (changes.find(({ path }) => /reply\/text$/.test(path)).after = '已改')],
    ['another text at the opening', 'report-opened', (changes) => (changes.find(({ path }) => /blocks\/1\/text/.test(path)).after = '别的')],
  ])('%s', async (_, type, change) => {
    const { version, shown } = told(type, ({ changes }) => change(changes))
    expect(await found({ shown })).toEqual([`${version} changes-otherwise`])
  })

  test('an entry that is hidden', async () => {
    expect(await found({ shown: trail.filter(({ version }) => version !== 4) })).toEqual(['4 not-shown'])
    expect(await found({ shown: trail.slice(0, -1) })).toEqual([`${LAST} not-shown`])
  })
})

describe('what the report shows', () => {
  const compared = async (page: Report): Promise<Exclude<Result['compared'], string>> => {
    const { compared: found, faults } = await verified({ page })
    expect(faults).toEqual([])
    if (typeof found === 'string') {
      throw new Error(`not compared: ${found}`)
    }
    return found
  }

  test.each(reports.map((page) => [page.version, page] as const))('version %i is what the sealed events make of it', async (_, page) => {
    const found = await compared(page)
    expect(found.differences).toEqual([])
    expect(found.sections.map(({ shown, told }) => [shown, told])).toEqual(page.sections.map(({ digest }) => [digest, digest]))
  })

  test('the decisions that name the digest of what is shown are told', async () => {
    expect((await compared(reports[0]!)).sections.map(({ decided }) => decided)).toEqual([null, null])
    const { sections } = await compared(reports[LAST - 1]!)
    const last = sections.map(({ key }) => trail.filter(({ type, section }) => type === 'section-approved' && section === key).pop()!.version)
    expect(sections.map(({ decided }) => decided?.version)).toEqual(last)
    const restarted = reports[trail.findIndex(({ type }) => type === 'section-review-restarted')]!
    expect((await compared(restarted)).sections[0]!.decided, 'an approved revision changed it').toBeNull()
  })

  test('of a version that is not sealed nothing is said', async () => {
    const early = { events: packed.events.slice(0, -1) }
    const shown = trail.map((entry) => ({ ...entry, sealed: entry.version === LAST ? false : true }))
    expect((await verified({ packed: early, shown, now: THEN })).compared).toBe('pending')
    expect((await verified({ packed: early, shown, now: THEN, page: reports[LAST - 2]! })).compared).toMatchObject({ version: LAST - 1, differences: [] })
  })

  test('after what is missing or not sealed nothing is compared', async () => {
    expect((await verified({ packed: { events: packed.events.filter((_, i) => i !== 2) } })).compared).toBe('broken')
    expect((await verified({ packed: altered(3, ({ row }) => (row.payload = flipped(row.payload, 5))) })).compared).toBe('broken')
    expect((await verified({ packed: altered(3, ({ row }) => (row.payload = flipped(row.payload, 5))), page: reports[1]! })).compared).toMatchObject({ version: 2 })
  })
})

describe('what was done a moment ago', () => {
  const early = { events: packed.events.slice(0, -1) }
  const as = (sealed: boolean | null): Shown[] => trail.map((entry) => ({ ...entry, sealed: entry.version === LAST ? sealed : true }))

  test('is neither good nor bad before it is sealed', async () => {
    expect(await found({ packed: early, shown: as(false), now: THEN })).toEqual([`${LAST} pending`])
    expect(await found({ packed: early, shown: as(null), now: THEN })).toEqual([`${LAST} pending`])
  })

  test('is missing where it was said to be sealed', async () => {
    expect(await found({ packed: early, shown: as(true), now: THEN })).toEqual([`${LAST} missing`])
  })

  test('is missing where it still is not sealed long after', async () => {
    expect(await found({ packed: early, shown: as(false), now: THEN + AN_HOUR })).toEqual([`${LAST} missing`])
  })

  test('excuses no gap before what is sealed', async () => {
    const gap = { events: packed.events.filter((_, i) => i !== LAST - 2) }
    const shown = trail.map((entry) => ({ ...entry, sealed: false }))
    expect(await found({ packed: gap, shown, now: THEN })).toEqual([`${LAST - 1} missing`])
  })
})

test('what is left off half way says so', async () => {
  let left = 3
  const result = await verify({ report: REPORT, latest: LAST, packed, policy: POLICY, trail, shown: reports[LAST - 1]!, goesOn: () => left-- > 0 })
  expect(result).toMatchObject({ stopped: true, checked: 3, faults: [], pending: [], compared: 'stopped' })
})
