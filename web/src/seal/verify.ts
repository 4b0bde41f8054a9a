import type { HistoryEntry } from '../api/types'
import { Malformed } from './bytes'
import { Content, isKnown, isSameReason, type Telling } from './content'
import { leafOf, metadataOf, payloadOf, readEvent, versionOf, type SealedEvent } from './event'
import { fingerprint, readNote } from './note'
import type { Packed } from './package'
import { readPolicy, verifyCheckpoint, type Verified } from './policy'
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
  | 'not-shown'
  | 'shown-otherwise'
  | 'reason-otherwise'
  | 'changes-otherwise'
  | 'not-packed'

/**
 * How long something may be waiting for its seal, in milliseconds. A seal takes a second; the rest is for clocks that do not agree.
 */
const WAITS = 10 * 60_000

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
  checked: number
  stopped: boolean
}

/**
 * Checks the events of a report, up to the version that is shown, against the checkpoint, the checkpoint against the policy, and what the trail shows against
 * the events. Whatever the server says of any of it is not believed but compared.
 */
export async function verify(
  report: string,
  latest: number,
  packed: Packed,
  policyText: string,
  shown: readonly Shown[],
  told: (done: number) => void = () => undefined,
  goesOn: () => boolean = () => true,
  now = Date.now(),
): Promise<Result> {
  const policy = await readPolicy(policyText)
  const keys = await Promise.all(
    [...policy.logs, ...policy.witnesses.values()].map(async (key) => ({ name: key.name, fingerprint: await fingerprint(key) })),
  )
  let signed: Verified | null = null
  let unsigned: string | null = null
  try {
    signed = await verifyCheckpoint(policy, readNote(packed.checkpoint))
  } catch (cause) {
    if (!(cause instanceof Malformed)) {
      throw cause
    }
    unsigned = cause.message
  }
  const faults: { version: number; fault: Fault }[] = []
  const trail = new Map(shown.map((entry) => [entry.version, entry]))
  // what follows something that is not there cannot be compared with it
  let content: Content | null = new Content()
  let before = -1
  let version = 0
  let checked = 0
  for (const line of packed.events) {
    if (!goesOn()) {
      break
    }
    version++
    let event: SealedEvent
    let found: number
    try {
      event = readEvent(line)
      found = versionOf(event)
    } catch (cause) {
      faults.push({ version, fault: known(cause, 'unreadable') })
      content = null
      continue
    }
    if (found !== version) {
      faults.push({ version, fault: 'missing' })
      version = Math.max(found, version)
      content = null
    }
    const broken: Fault | null = signed === null ? null : await sealing(event, signed, before)
    if (broken !== null) {
      content = null
    }
    const fault = broken ?? telling(event, report, trail.get(found), content)
    if (fault !== null) {
      faults.push({ version: found, fault })
    }
    trail.delete(found)
    before = Math.max(before, event.index)
    told(++checked)
  }
  const stopped = checked < packed.events.length && !goesOn()
  const pending: number[] = []
  if (!stopped) {
    for (const [each, entry] of trail) {
      if (each > version && isPending(entry, now)) {
        pending.push(each)
      } else {
        faults.push({ version: each, fault: 'not-packed' })
      }
    }
    if (version < latest && !trail.has(latest)) {
      faults.push({ version: latest, fault: 'not-packed' })
    }
  }
  return { unsigned, signed, witnesses: policy.witnesses.size, keys, faults, pending, checked, stopped }
}

/** Done a moment ago, and nobody says that it is sealed: neither is believed for longer than a seal takes. */
function isPending({ at, sealed }: Shown, now: number): boolean {
  return sealed !== true && now - Date.parse(at) < WAITS
}

async function sealing(event: SealedEvent, { checkpoint }: Verified, before: number): Promise<Fault | null> {
  try {
    const leaf = await leafOf(event)
    if (!(await includes(checkpoint.size, checkpoint.root, event.index, leaf, event.path))) {
      return 'not-sealed'
    }
    return event.index <= before ? 'out-of-order' : null
  } catch (cause) {
    return known(cause, 'unreadable')
  }
}

function telling(event: SealedEvent, report: string, shown: Shown | undefined, content: Content | null): Fault | null {
  if (event.row.report_id !== report) {
    return 'other-report'
  }
  try {
    const name = event.row.name ?? ''
    const happened = isKnown(name) ? payloadOf(event) : null
    // taken in though nothing of it is shown: what follows builds upon it
    const sameChanges = happened === null || content === null || content.takes(name, happened, shown?.changes ?? [])
    if (shown === undefined) {
      return 'not-shown'
    }
    const told = metadataOf(event)
    const { actor } = shown
    const isSame =
      shown.eventId === event.row.event_id &&
      shown.type === event.row.name &&
      Date.parse(shown.at) === Date.parse(event.row.recorded_at ?? '') &&
      actor.id === told.actorId &&
      actor.name === told.actorName &&
      actor.organisation.id === told.organisationId &&
      actor.organisation.name === told.organisationName &&
      actor.post === told.post &&
      actor.role === told.role &&
      shown.requestId === told.requestId
    if (!isSame) {
      return 'shown-otherwise'
    }
    if (happened !== null && !isSameReason(name, happened, shown)) {
      return 'reason-otherwise'
    }
    return sameChanges ? null : 'changes-otherwise'
  } catch (cause) {
    return known(cause, 'unreadable')
  }
}

/** Only what is wrong with what was read is a finding; what is wrong with this program is not. */
function known(cause: unknown, fault: Fault): Fault {
  if (cause instanceof Malformed || cause instanceof SyntaxError || cause instanceof TypeError) {
    return fault
  }
  throw cause
}
