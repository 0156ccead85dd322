import { createHash } from 'node:crypto'
import type { Procedure } from '../kernel/bind.ts'
import type { Case, Event } from '../kernel/case.ts'
import { emptyCase, evolve } from '../kernel/case.ts'
import type { Evidence } from '../kernel/field.ts'
import type { JsonRecord } from '../kernel/text.ts'
import { isPublic } from '../kernel/view.ts'
import type { CaseWrite, CommandWrite, CountKey, EventWrite } from '../store/write.ts'
import { codeHash } from './code.ts'
import { clauseKey } from './editions.ts'
import { eventWrite } from './entry.ts'
import type { Working } from './judge.ts'
import type { Keys } from './keys.ts'
import { isCare, type Order, scopeOf, stable } from './order.ts'
import type { EngineState } from './state.ts'
import { sealIdentity } from './vault.ts'
import { searchOf } from './words.ts'

/** What makes a command the same command: who, what, on which case, with which answers. */
export function commandHash(keys: Keys, order: Order): string {
  const target = 'no' in order.target ? { no: order.target.no } : { open: order.target.open.procedure }
  return keys.commandHash(stable({ transition: order.transition, target, input: order.input }))
}

function countKey(p: Procedure, c: Case): CountKey {
  const { clause, unit } = p.declaration.shows
  const read = (field: string | undefined) =>
    field !== undefined && typeof c.data[field] === 'string' ? (c.data[field] as string) : ''
  const at = read(clause)
  return {
    clause: at === '' ? '' : clauseKey(at, p.edition),
    unit: read(unit),
    state: c.state,
    isPublic: isPublic(p, c),
  }
}

/** A name-based UUID, so that what a message opens is opened once however often the message is delivered. */
export function uuidFrom(name: string): string {
  const hash = createHash('sha256').update(name).digest()
  hash[6] = 0x80 | ((hash[6] ?? 0) & 0x0f)
  hash[8] = 0x80 | ((hash[8] ?? 0) & 0x3f)
  const hex = hash.subarray(0, 16).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function messagesOf(c: Case, final: boolean, events: readonly Event[]): CaseWrite['outbox'] {
  const messages: CaseWrite['outbox'][number][] = []
  for (const e of events) {
    if (!e.opened) continue
    const body = { ...e.opened, parent: c.no } as unknown as JsonRecord
    messages.push({ id: uuidFrom(`${c.id}/${e.seq}/open`), kind: 'open', body })
  }
  if (final && c.parent !== null)
    messages.push({ id: uuidFrom(`${c.id}/${c.seq}/settle`), kind: 'settle', body: { no: c.parent } })
  return messages
}

function evidenceUses(p: Procedure, events: readonly Event[]): CaseWrite['evidence'] {
  const uses: { sha256: string; seq: number }[] = []
  for (const e of events) {
    for (const name of Object.keys(e.input)) {
      if (p.fields[name]?.kind !== 'evidence') continue
      for (const { sha256 } of e.input[name] as unknown as readonly Evidence[]) uses.push({ sha256, seq: e.seq })
    }
  }
  return uses
}

function identitiesOf(working: Working, keys: Keys): CaseWrite['identities'] {
  if (working.joined.length === 0) return []
  return working.joined.flatMap(({ token, order }) => {
    const given = Object.entries(order.input).flatMap(([name, value]) =>
      working.procedure.fields[name]?.kind === 'identity' && typeof value === 'string' ? [[name, value] as const] : [],
    )
    return given.length === 0 ? [] : [{ token, ...sealIdentity(keys.vault, Object.fromEntries(given)) }]
  })
}

/** The events of a case ready to be written, each with the command that made it: the first of every decision. */
function entriesOf(working: Working, state: EngineState): readonly EventWrite[] {
  const after = working.case
  if (!after) throw new TypeError('nothing was decided')
  let prev = working.stored?.leafHash ?? null
  return working.decided.flatMap(({ order, events }) =>
    events.map((event, i) => {
      const command: CommandWrite | null =
        i > 0 || isCare(order)
          ? null
          : { actor: scopeOf(order.actor), key: order.key, hash: commandHash(state.keys, order) }
      const write = { ...eventWrite(working.procedure, after, event, prev, state.programme.calendar), command }
      prev = write.leafHash
      return write
    }),
  )
}

/** Public, not over yet, and found wanting before. */
function isAgain(p: Procedure, c: Case): boolean {
  const means = p.declaration.states[c.state]?.means
  const isOver = means === 'verified' || means === 'ended' || means === 'dropped'
  return !isOver && isPublic(p, c) && (p.declaration.shows.again ?? []).some((field) => Number(c.data[field] ?? 0) > 0)
}

/** All that one case's accepted commands write; null when none of them made an event. */
export function caseWrite(working: Working, state: EngineState): CaseWrite | null {
  const after = working.case
  const events = working.decided.flatMap((decided) => decided.events)
  if (!after || events.length === 0) return null
  const p = working.procedure
  const { title, unit, clause } = p.declaration.shows
  const text = (field: string | undefined) =>
    field !== undefined && typeof after.data[field] === 'string' ? (after.data[field] as string) : null
  const at = text(clause)
  const final = p.declaration.states[after.state]?.final === true
  const isChanged = (name: string) => events.some((e) => Object.hasOwn(e.input, name) || Object.hasOwn(e.set, name))
  return {
    after,
    expected: working.stored?.case.seq ?? -1,
    title: text(title) ?? p.declaration.title[0],
    unit: text(unit),
    clause: at === null ? null : clauseKey(at, p.edition),
    isPublic: isPublic(p, after),
    again: isAgain(p, after),
    final,
    events: entriesOf(working, state),
    outbox: messagesOf(after, final, events),
    evidence: evidenceUses(p, events),
    counted: { left: working.stored && countKey(p, working.stored.case), entered: countKey(p, after) },
    counter: working.stored ? null : working.counter,
    codes: working.joined.map(({ code, token }) => ({ hash: codeHash(code), token })),
    identities: identitiesOf(working, state.keys),
    search: searchOf(p, after, isChanged, working.stored === null),
  }
}

/** The case that a list of events makes, from nothing: what fsck compares with the row. */
export function foldedCase(head: Parameters<typeof emptyCase>[0], events: readonly Event[]): Case {
  return events.reduce(evolve, emptyCase(head))
}
