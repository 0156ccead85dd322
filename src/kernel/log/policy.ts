import { type Checked, failed, passed } from './checked.ts'
import type { Cosignature } from './checkpoint.ts'
import { parseVkey, type Verifier } from './key.ts'

/** Whom a reader trusts: logs, witnesses, and which sets of witnesses are enough (C2SP tlog-policy). */
export interface Policy {
  readonly logs: readonly Verifier[]
  readonly witnesses: readonly Verifier[]
  /** The same witnesses with the names that the policy gives them, and where each can be asked. */
  readonly contacts: readonly Contact[]
  /** How many witnesses must agree, in a sentence for people: '2 of (w1 w2 w3)'. */
  readonly rule: string
  /** True when these cosignatures are enough. */
  readonly isSatisfiedBy: (cosignatures: readonly Cosignature[]) => boolean
}

/** A witness as a policy names it. */
export interface Contact {
  readonly name: string
  readonly key: Verifier
  /** Where `add-checkpoint` is sent, without a trailing slash; null for a witness that this log cannot ask. */
  readonly url: string | null
}

/** Names of witnesses and groups, with the test that a set of cosigning keys must pass. */
interface Member {
  readonly rule: string
  readonly agrees: (keys: ReadonlySet<Verifier>) => boolean
}

interface Draft {
  readonly logs: Verifier[]
  readonly contacts: Contact[]
  readonly members: Map<string, Member>
  /** Names already in a group: each witness may count in one way only. */
  readonly used: Set<string>
  quorum: Member | null
}

const NO_ONE: Member = { rule: 'none', agrees: () => true }

/** Reads a policy file. Answers the first fault with its line. */
export function parsePolicy(text: string): Checked<Policy> {
  const draft: Draft = { logs: [], contacts: [], members: new Map(), used: new Set(), quorum: null }
  for (const [i, line] of text.split('\n').entries()) {
    const fault = /[\u0000-\u0008\u000b-\u001f\u007f]/.test(line) ? 'a control character' : faultAdding(draft, line)
    if (fault) return failed(`policy line ${i + 1}: ${fault}`)
  }
  const { logs, contacts, quorum } = draft
  if (!quorum) return failed('the policy has no quorum line')
  const isSatisfiedBy = (cosignatures: readonly Cosignature[]) =>
    quorum.agrees(new Set(cosignatures.map(({ witness }) => witness)))
  const witnesses = contacts.map(({ key }) => key)
  return passed({ logs, witnesses, contacts, rule: quorum.rule, isSatisfiedBy })
}

function faultAdding(draft: Draft, line: string): string | null {
  const [keyword = '', ...words] = line.split(/[ \t]+/).filter((word) => word !== '')
  if (keyword === '' || keyword.startsWith('#')) return null
  switch (keyword) {
    case 'log':
      return faultOfLog(draft, words)
    case 'witness':
      return faultOfWitness(draft, words)
    case 'group':
      return faultOfGroup(draft, words)
    case 'quorum':
      return faultOfQuorum(draft, words)
    default:
      return `"${keyword}" is not log, witness, group or quorum`
  }
}

function faultOfLog(draft: Draft, [vkey = '', ...url]: readonly string[]): string | null {
  const key = parseVkey(vkey)
  if (!key.ok) return key.why
  if (key.value.kind !== 'note' || url.length > 1) return 'a log line is: log VKEY [URL], with a key of type 1'
  if (isAmong(draft.logs, key.value)) return 'the same log key twice'
  draft.logs.push(key.value)
  return null
}

function faultOfWitness(draft: Draft, [name = '', vkey = '', ...url]: readonly string[]): string | null {
  const key = parseVkey(vkey)
  if (!key.ok) return key.why
  const { value: witness } = key
  if (witness.kind === 'note' || url.length > 1)
    return 'a witness line is: witness NAME VKEY [URL], with a key of type 4 or 6'
  const [address] = url
  if (address !== undefined && !/^https?:\/\/\S+$/.test(address))
    return 'the address of a witness begins with http:// or https://'
  const known = draft.contacts.map((contact) => contact.key)
  if (isAmong(known, witness)) return 'the same witness key twice'
  draft.contacts.push({ name, key: witness, url: address?.replace(/\/+$/, '') ?? null })
  return faultNaming(draft, name, { rule: name, agrees: (keys) => keys.has(witness) })
}

function faultOfGroup(draft: Draft, [name = '', threshold = '', ...names]: readonly string[]): string | null {
  const count = threshold === 'any' ? 1 : threshold === 'all' ? names.length : Number(threshold)
  if (!/^(?:any|all|[1-9]\d*)$/.test(threshold) || names.length === 0 || count > names.length)
    return `a group needs a number from 1 to its ${names.length} members, "any" or "all"`
  const members: Member[] = []
  for (const member of names) {
    const known = draft.members.get(member)
    if (!known) return `"${member}" is not defined above`
    if (draft.used.has(member)) return `"${member}" is in a group already`
    draft.used.add(member)
    members.push(known)
  }
  return faultNaming(draft, name, {
    rule: `${count} of (${members.map(({ rule }) => rule).join(' ')})`,
    agrees: (keys) => members.filter(({ agrees }) => agrees(keys)).length >= count,
  })
}

function faultOfQuorum(draft: Draft, [name = '', ...more]: readonly string[]): string | null {
  if (draft.quorum) return 'a second quorum line'
  const member = name === 'none' ? NO_ONE : draft.members.get(name)
  if (!member || more.length > 0) return `the quorum "${name}" is not defined above`
  draft.quorum = member
  return null
}

function faultNaming(draft: Draft, name: string, member: Member): string | null {
  if (name === 'none' || draft.members.has(name)) return `the name "${name}" is taken`
  draft.members.set(name, member)
  return null
}

function isAmong(keys: readonly Verifier[], { publicKey }: Verifier): boolean {
  return keys.some((key) => Buffer.from(key.publicKey).equals(publicKey))
}
