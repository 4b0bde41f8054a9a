import type { Result } from '../seal/verify'
import { isAsSealed, type Compared } from '../seal/shown'

/**
 * What a verification comes to. Only `holds` is a pass, and only from `unsigned` to `otherwise` is a failure; the others are neither.
 */
export type Verdict =
  | 'unsigned'
  | 'missing'
  | 'broken'
  | 'otherwise'
  | 'stopped'
  | 'uncosigned'
  | 'pending'
  | 'unknown'
  | 'insecure'
  | 'holds'

const FAILURES: readonly Verdict[] = ['unsigned', 'missing', 'broken', 'otherwise']

export function verdictOf(result: Result, secure: boolean): Verdict {
  const { unsigned, signed, faults, stopped, pending, unknown, compared } = result
  if (unsigned !== null || signed === null) {
    return 'unsigned'
  }
  if (faults.length > 0) {
    return faults[0]!.fault === 'missing' ? 'missing' : 'broken'
  }
  if (isCompared(compared) && !isAsSealed(compared)) {
    return 'otherwise'
  }
  if (stopped) {
    return 'stopped'
  }
  if (!signed.witnessed) {
    return 'uncosigned'
  }
  if (pending.length > 0) {
    return 'pending'
  }
  if (unknown.length > 0 || !isCompared(compared)) {
    return 'unknown'
  }
  return secure ? 'holds' : 'insecure'
}

export function isFailure(verdict: Verdict): boolean {
  return FAILURES.includes(verdict)
}

export function isCompared(compared: Result['compared']): compared is Compared {
  return typeof compared !== 'string'
}
