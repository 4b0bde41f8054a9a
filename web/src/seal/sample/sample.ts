import { strToU8, zipSync } from 'fflate'
import type { Report } from '../../api/types'
import { unpack, type Packed } from '../package'
import type { Shown } from '../verify'
import { file } from './file'

/*
 * For tests: a small report that a Liuhen sealed and two of three witnesses cosigned, its trail and every version of it as they were
 * shown. See README.md.
 */
function lines<T>(name: string): T[] {
  return file(name).trim().split('\n').map((line) => JSON.parse(line))
}

export const POLICY = file('policy.txt')
export const packed: Packed = unpack(
  zipSync({
    'checkpoint.txt': strToU8(file('checkpoint.txt')),
    'policy.txt': strToU8(POLICY),
    'events.jsonl': strToU8(file('events.jsonl')),
  }),
)
export const trail: readonly Shown[] = lines('trail.jsonl')
/** As it stood after every version, from the first. */
export const reports: readonly Report[] = lines('reports.jsonl')
export const LAST = trail.length
export const REPORT: string = JSON.parse(packed.events[0]!).row.report_id
/** When the sample had just been made. */
export const THEN = Date.parse(trail[LAST - 1]!.at) + 1_000
