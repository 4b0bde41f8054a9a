import { count, Malformed, same } from './bytes'
import { readCheckpoint, readKey, signedBy, type Checkpoint, type Note, type VerifierKey } from './note'

/** Whom to believe: C2SP tlog-policy. */
export interface Policy {
  logs: readonly VerifierKey[]
  witnesses: ReadonlyMap<string, VerifierKey>
  groups: ReadonlyMap<string, { least: number; members: readonly string[] }>
  quorum: string
}

/** What a checkpoint has to show for itself. */
export interface Verified {
  checkpoint: Checkpoint
  log: string
  cosigned: readonly { name: string; at: number }[]
  witnessed: boolean
}

const NONE = 'none'

/** Throws where it says less or other than the format allows, with the line. */
export function readPolicy(text: string): Policy {
  const logs: VerifierKey[] = []
  const witnesses = new Map<string, VerifierKey>()
  const groups = new Map<string, { least: number; members: readonly string[] }>()
  const taken = new Set<string>()
  let quorum: string | null = null
  const isKnown = (name: string): boolean => witnesses.has(name) || groups.has(name)
  for (const [i, line] of text.split('\n').entries()) {
    const words = line.trim().split(/[ \t\r]+/)
    const expect = (fits: boolean, otherwise: string): void => {
      if (!fits) {
        throw new Malformed(`policy, line ${i + 1}: ${otherwise}`)
      }
    }
    const [word, name = '', third = '', ...rest] = words
    if (word === '' || word!.startsWith('#')) {
      continue
    }
    switch (word) {
      case 'log': {
        expect(words.length === 2 || words.length === 3, 'log <key> [<url>]')
        const key = readKey(name)
        expect(key.kind === 'log' && !logs.some((each) => same(each.key, key.key)), 'not the key of another log')
        logs.push(key)
        break
      }
      case 'witness': {
        expect(words.length === 3 || words.length === 4, 'witness <name> <key> [<url>]')
        const key = readKey(third)
        const twice = [...witnesses.values()].some((each) => same(each.key, key.key))
        expect(key.kind === 'witness' && !twice, 'not the key of another witness')
        expect(name !== NONE && !isKnown(name), `the name is taken: ${name}`)
        witnesses.set(name, key)
        break
      }
      case 'group': {
        expect(rest.length > 0, 'group <name> all|any|<k> <name>...')
        expect(name !== NONE && !isKnown(name), `the name is taken: ${name}`)
        for (const member of rest) {
          expect(isKnown(member) && !taken.has(member), `unknown or already a member: ${member}`)
          taken.add(member)
        }
        const least = third === 'all' ? rest.length : third === 'any' ? 1 : count(third)
        expect(least >= 1 && least <= rest.length, 'more witnesses asked for than there are')
        groups.set(name, { least, members: rest })
        break
      }
      case 'quorum':
        expect(words.length === 2 && quorum === null, 'one quorum line with one name')
        expect(name === NONE || isKnown(name), `unknown name ${name}`)
        quorum = name
        break
      default:
        expect(false, `unknown word ${word}`)
    }
  }
  if (quorum === null) {
    throw new Malformed('a policy has one quorum line')
  }
  return { logs, witnesses, groups, quorum }
}

/** Throws where no known log signed it, or where a signature of a known key is false. */
export function verifyCheckpoint(policy: Policy, note: Note): Verified {
  const checkpoint = readCheckpoint(note.text)
  let log: string | null = null
  for (const key of policy.logs) {
    if (key.name === checkpoint.origin && signedBy(note, key) !== null) {
      log = key.name
    }
  }
  if (log === null) {
    throw new Malformed(`no known log signed ${checkpoint.origin}`)
  }
  const cosigned: { name: string; at: number }[] = []
  for (const [name, key] of policy.witnesses) {
    const at = signedBy(note, key)
    if (at !== null) {
      cosigned.push({ name, at })
    }
  }
  const have = new Set(cosigned.map(({ name }) => name))
  const satisfied = (name: string): boolean => {
    const group = policy.groups.get(name)
    return (
      name === NONE ||
      have.has(name) ||
      (group !== undefined && group.members.filter(satisfied).length >= group.least)
    )
  }
  return { checkpoint, log, cosigned, witnessed: satisfied(policy.quorum) }
}
