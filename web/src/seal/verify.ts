import type { Actor, HistoryEntry, Report } from '../api/types'
import { Malformed } from './bytes'
import { actorOf, leafOf, metadataOf, payloadOf, readEvent, versionOf, type SealedEvent } from './event'
import { digestIn, evolved, type Folded, type Happened } from './fold'
import { isSameMoment } from './moments'
import { fingerprint, readNote } from './note'
import type { Packed } from './package'
import { readPolicy, verifyCheckpoint, type Verified } from './policy'
import { compared, type Compared, type Named } from './shown'
import { isKnown, isSameChange, isSameReason, type Telling } from './telling'
import { includes } from './tree'

/** What an entry of the trail says that its event says too. */
export type Shown = Pick<HistoryEntry, 'version' | 'eventId' | 'type' | 'at' | 'actor' | 'requestId' | 'sealed'> & Telling

/** What is wrong with one version. */
export type Fault =
  | 'unreadable'
  | 'not-sealed'
  | 'out-of-order'
  | 'missing'
  | 'other-report'
  | 'digest-otherwise'
  | 'not-shown'
  | 'shown-otherwise'
  | 'reason-otherwise'
  | 'changes-otherwise'

/** Why the report as shown was not held against the events: some of them are not sealed yet, are of a kind this page does not know, are not as they were sealed, or were left off. */
export type Uncompared = 'pending' | 'unknown' | 'broken' | 'stopped'

/**
 * How long something may be waiting for its seal, in milliseconds. A seal takes a second; the rest is for clocks that do not agree.
 */
const WAITS = 10 * 60_000
/** How many missing versions are listed in a row; a number made up may be any. */
const MOST_MISSING = 1_000
/** How long this works before the screen has its turn, in milliseconds. */
const TURN = 30

/** What is verified, as it was received and as it is shown. */
export interface Given {
  report: string
  /** The version the report is known to have come to. */
  latest: number
  packed: Packed
  policy: string
  trail: readonly Shown[]
  /** The report as the screens show it, at any version. */
  shown: Report
  told?: (done: number) => void
  goesOn?: () => boolean
  now?: number
}

export interface Result {
  /** Why nothing vouches for the checkpoint; null where a known log signed it. */
  unsigned: string | null
  signed: Verified | null
  /** How many witnesses the policy knows. */
  witnesses: number
  keys: readonly { name: string; fingerprint: string }[]
  faults: readonly { version: number; fault: Fault }[]
  /** Versions that were only just made, of which nothing can be said before they are sealed: neither good nor bad. */
  pending: readonly number[]
  /** Versions of a kind that this page does not know: their bytes were checked, and nothing of what the trail tells of them. */
  unknown: readonly number[]
  /** The report as it is shown beside what the events make of it, or why that was not compared. */
  compared: Compared | Uncompared
  checked: number
  stopped: boolean
}

/** What is known of the report while its events are gone through. */
interface Course {
  /** Null before the opening, and once something is not as it should be: what follows cannot be compared with it. */
  folded: Folded | null
  why: Exclude<Uncompared, 'stopped'> | null
  decisions: Named[]
  compared: Compared | null
}

/**
 * Checks the events of a report against the checkpoint, the checkpoint against the policy, the digests that decisions name against what
 * the events make of the report, and what the trail and the report show against the events. Whatever the server says of any of it is not
 * believed but compared.
 */
export async function verify({ report, latest, packed, policy: rules, trail: entries, shown, told, goesOn = () => true, now = Date.now() }: Given): Promise<Result> {
  const policy = readPolicy(rules)
  const keys = [...policy.logs, ...policy.witnesses.values()].map((key) => ({ name: key.name, fingerprint: fingerprint(key) }))
  const { signed, unsigned } = checkpoint(() => verifyCheckpoint(policy, readNote(packed.checkpoint)))
  const faults = new Map<number, Fault>()
  const unknown: number[] = []
  const trail = new Map(entries.map((entry) => [entry.version, entry]))
  const course: Course = { folded: null, why: null, decisions: [], compared: null }
  const fault = (version: number, found: Fault): void => {
    faults.set(version, faults.get(version) ?? found)
    course.folded = null
    course.why = 'broken'
  }
  let before = -1
  let version = 0
  let checked = 0
  let turn = performance.now()
  for (const line of packed.events) {
    if (performance.now() - turn > TURN) {
      await new Promise((go) => setTimeout(go))
      turn = performance.now()
    }
    if (!goesOn()) {
      break
    }
    checked++
    told?.(checked)
    let event: SealedEvent
    let found: number
    try {
      event = readEvent(line)
      found = versionOf(event)
    } catch (cause) {
      fault(++version, known(cause, 'unreadable'))
      trail.delete(version)
      continue
    }
    const broken = signed === null ? null : sealing(event, signed, before)
    before = Math.max(before, event.index)
    // what is not sealed may name any version; it is told of the one at whose place it stands
    const place = broken === 'not-sealed' && trail.get(found)?.eventId !== event.row.event_id ? version + 1 : found
    if (place <= version) {
      fault(place, broken ?? 'out-of-order')
      continue
    }
    for (let gap = version + 1; gap < Math.min(place, version + MOST_MISSING); gap++) {
      fault(gap, 'missing')
      trail.delete(gap)
    }
    version = place
    if (broken !== null) {
      fault(place, broken)
    } else if (event.row.report_id !== report) {
      fault(place, 'other-report')
    } else {
      const otherwise = telling(event, trail.get(place), course, unknown)
      if (otherwise !== null) {
        // the trail is another copy: what the events make of the report goes on
        faults.set(place, otherwise)
      }
    }
    trail.delete(place)
    if (version === shown.version && course.folded !== null) {
      course.compared = compared(course.folded, shown, course.decisions)
    }
  }
  const stopped = checked < packed.events.length && !goesOn()
  const pending: number[] = []
  if (!stopped) {
    for (const [each, entry] of trail) {
      if (each > version && isPending(entry, now)) {
        pending.push(each)
      } else {
        faults.set(each, faults.get(each) ?? 'missing')
      }
    }
    if (version < latest && !pending.includes(latest)) {
      faults.set(latest, faults.get(latest) ?? 'missing')
    }
  }
  const all = [...faults].map(([each, found]) => ({ version: each, fault: found })).sort((one, other) => one.version - other.version)
  const why = course.why ?? (stopped ? 'stopped' : version >= shown.version || all.some((each) => each.version > version) ? 'broken' : 'pending')
  return { unsigned, signed, witnesses: policy.witnesses.size, keys, faults: all, pending, unknown, compared: course.compared ?? why, checked, stopped }
}

function checkpoint(verified: () => Verified): { signed: Verified | null; unsigned: string | null } {
  try {
    return { signed: verified(), unsigned: null }
  } catch (cause) {
    if (!(cause instanceof Malformed)) {
      throw cause
    }
    return { signed: null, unsigned: cause.message }
  }
}

/** Done a moment ago, and nobody says that it is sealed: neither is believed for longer than a seal takes. */
function isPending({ at, sealed }: Shown, now: number): boolean {
  return sealed !== true && now - Date.parse(at) < WAITS
}

function sealing(event: SealedEvent, { checkpoint }: Verified, before: number): Fault | null {
  try {
    if (!includes(checkpoint.size, checkpoint.root, event.index, leafOf(event), event.path)) {
      return 'not-sealed'
    }
    return event.index <= before ? 'out-of-order' : null
  } catch (cause) {
    return known(cause, 'unreadable')
  }
}

/** Takes an event in, though nothing of it is shown: what follows builds upon it. */
function telling(event: SealedEvent, shown: Shown | undefined, course: Course, unknown: number[]): Fault | null {
  try {
    const by = actorOf(event)
    const isSame = shown !== undefined && isSameFact(event, by, shown)
    const { name, revision } = event.row
    if (!isKnown(name, revision)) {
      unknown.push(versionOf(event))
      course.folded = null
      course.why ??= 'unknown'
      return shown === undefined ? 'not-shown' : isSame ? null : 'shown-otherwise'
    }
    const happened: Happened = { name: name!, event: payloadOf(event), by, at: event.row.recorded_at ?? '' }
    const then = course.folded
    const now = course.why === null ? evolved(then, event.row.report_id!, happened) : null
    course.folded = now
    if (now !== null && isDecision(happened) && !isOfItsContent(happened, then, course.decisions, now.version)) {
      return 'digest-otherwise'
    }
    if (shown === undefined) {
      return 'not-shown'
    }
    if (!isSame) {
      return 'shown-otherwise'
    }
    if (!isSameReason(happened, now, shown)) {
      return 'reason-otherwise'
    }
    return now === null || isSameChange(then, now, shown.changes) ? null : 'changes-otherwise'
  } catch (cause) {
    course.folded = null
    course.why = 'broken'
    return known(cause, 'unreadable')
  }
}

function isDecision({ name }: Happened): boolean {
  return name === 'section-submitted' || name === 'section-approved' || name === 'section-returned'
}

/** Whether a decision names the digest of what the events had made of its section by then. It is remembered either way. */
function isOfItsContent({ name, event }: Happened, then: Folded | null, decisions: Named[], version: number): boolean {
  decisions.push({ version, name, section: event.section, digest: event.digest })
  const section = then?.sections.find(({ key }) => key === event.section)
  return then !== null && section !== undefined && digestIn(then, section) === event.digest
}

function isSameFact(event: SealedEvent, by: Actor, { eventId, type, at, actor, requestId }: Shown): boolean {
  return (
    eventId === event.row.event_id &&
    type === event.row.name &&
    isSameMoment(at, event.row.recorded_at) &&
    actor.id === by.id &&
    actor.name === by.name &&
    actor.organisation.id === by.organisation.id &&
    actor.organisation.name === by.organisation.name &&
    actor.post === by.post &&
    actor.role === by.role &&
    requestId === metadataOf(event).requestId
  )
}

/** Only what is wrong with what was read is a finding; what is wrong with this program is not. */
function known(cause: unknown, fault: Fault): Fault {
  if (cause instanceof Malformed || cause instanceof SyntaxError || cause instanceof TypeError) {
    return fault
  }
  throw cause
}
