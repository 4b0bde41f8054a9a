import type { HistoryEntry } from '../api/types'
import { Malformed } from './bytes'
import { leafOf, metadataOf, readEvent, versionOf, type SealedEvent } from './event'
import { fingerprint, readNote } from './note'
import type { Packed } from './package'
import { readPolicy, verifyCheckpoint, type Verified } from './policy'
import { includes } from './tree'

/** What an entry of the trail says that its event says too. */
export type Shown = Pick<HistoryEntry, 'version' | 'eventId' | 'type' | 'at' | 'actor' | 'requestId'>

/** What is wrong with one version. */
export type Fault = 'unreadable' | 'not-sealed' | 'out-of-order' | 'missing' | 'other-report' | 'not-shown' | 'shown-otherwise' | 'not-packed'

export interface Result {
  /** Why nothing vouches for the checkpoint; null where a known log signed it. */
  unsigned: string | null
  signed: Verified | null
  /** How many witnesses the policy knows. */
  witnesses: number
  keys: readonly { name: string; fingerprint: string }[]
  faults: readonly { version: number; fault: Fault }[]
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
      continue
    }
    if (found !== version) {
      faults.push({ version, fault: 'missing' })
      version = Math.max(found, version)
    }
    const fault = (signed === null ? null : await sealing(event, signed, before)) ?? telling(event, report, trail.get(found))
    if (fault !== null) {
      faults.push({ version: found, fault })
    }
    trail.delete(found)
    before = Math.max(before, event.index)
    told(++checked)
  }
  const stopped = checked < packed.events.length && !goesOn()
  if (!stopped) {
    faults.push(...[...trail.keys()].map((each) => ({ version: each, fault: 'not-packed' as const })))
    if (version < latest && !trail.has(latest)) {
      faults.push({ version: latest, fault: 'not-packed' })
    }
  }
  return { unsigned, signed, witnesses: policy.witnesses.size, keys, faults, checked, stopped }
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

function telling(event: SealedEvent, report: string, shown: Shown | undefined): Fault | null {
  if (event.row.report_id !== report) {
    return 'other-report'
  }
  if (shown === undefined) {
    return 'not-shown'
  }
  try {
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
    return isSame ? null : 'shown-otherwise'
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
