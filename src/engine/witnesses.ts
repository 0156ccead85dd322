import type pg from 'pg'
import { formatVkey } from '../kernel/log/key.ts'
import { type Contact, type Policy, parsePolicy } from '../kernel/log/policy.ts'
import { consistencyProof, consistencyTiles } from '../kernel/log/proof.ts'
import { fromDecimal } from '../kernel/log/text.ts'
import { formatAddCheckpoint, witnessLine, witnessTime } from '../kernel/log/witness.ts'
import type { Bilingual } from '../kernel/text.ts'
import { insertCosignature, latestCheckpoint, newestCosignatures, readHead } from '../store/log.ts'
import { EngineFault } from './fault.ts'
import type { Log } from './log.ts'
import { tileReader } from './tiles.ts'

/** How one witness stands to this log. */
export interface WitnessStanding {
  /** As the policy names it. */
  readonly name: string
  /** The name of its key, an address without scheme. */
  readonly key: string
  /** The largest tree that it cosigned; null before the first. */
  readonly size: number | null
  /** When it saw that tree, by its own clock: seconds since 1970. */
  readonly time: number | null
  /** `contradicts`: it refuses this log, or it has seen more entries of it than there are. */
  readonly state: 'agrees' | 'silent' | 'contradicts' | 'not-asked'
  /** What it answered last, when it did not cosign. */
  readonly why: string | null
}

export interface Witnesses {
  readonly policy: Policy
  /** The policy as it is published: this log's key, then the operator's file. */
  readonly policyText: string
  readonly standing: () => readonly WitnessStanding[]
  /** The largest size whose cosignatures satisfy the policy; null where the policy wants none or has not been satisfied. */
  readonly witnessedSize: () => number | null
  /** Asks every witness about the newest checkpoint; resolves when all have answered or were given up. */
  readonly ask: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface WitnessesOptions {
  readonly db: pg.Pool
  readonly vkey: string
  /** Lines of a tlog-policy without a log line; empty when nobody witnesses this log. */
  readonly file: string
  readonly everyMs: number
  readonly log: Log
  /** A quorum of witnesses contradicts this log: it was set back or rewritten, whatever the database and the signer say. */
  readonly onContradicted: (fault: EngineFault) => void
}

/** A witness answers from memory and one small write. */
const patienceMs = 8_000

interface Mind {
  size: number | null
  time: number | null
  state: WitnessStanding['state']
  why: string | null
}

const policyFault = (why: string) =>
  new EngineFault([`见证名单 policy.txt 写得不对：${why}`, `The list of witnesses, policy.txt, is not right: ${why}`])

function readPolicy(vkey: string, file: string): { readonly policy: Policy; readonly text: string } {
  if (/^\s*log\s/m.test(file)) throw policyFault('it holds a log line; the server adds its own key')
  const lines = file.trim() === '' ? 'quorum none' : file.trimEnd()
  const text = `log ${vkey}\n${lines}\n`
  const policy = parsePolicy(text)
  if (!policy.ok) throw policyFault(policy.why)
  return { policy: policy.value, text }
}

/** The name under which a witness's lines are kept: two keys of one witness have the same name. */
const keptAs = ({ key }: Contact) => `${key.name}+${key.id}`

/**
 * Asks the witnesses of the policy to cosign the newest checkpoint, again and again (C2SP tlog-witness). Each line that
 * verifies is kept and served below the checkpoint from then on. One witness that contradicts is shown; a quorum that
 * contradicts stops the log. Throws EngineFault for a policy that cannot be read.
 */
export async function openWitnesses(options: WitnessesOptions): Promise<Witnesses> {
  const { db, log } = options
  const { policy, text } = readPolicy(options.vkey, options.file)
  const asked = policy.contacts.filter(({ url }) => url !== null)
  const minds = new Map<Contact, Mind>(
    policy.contacts.map((contact) => [
      contact,
      { size: null, time: null, state: contact.url === null ? 'not-asked' : 'silent', why: null },
    ]),
  )
  let witnessed: number | null = null
  const recount = async (): Promise<void> => {
    const kept = await newestCosignatures(db)
    for (const [contact, mind] of minds) {
      const newest = kept.find(({ witness }) => witness === keptAs(contact))
      if (newest) Object.assign(mind, { size: newest.size, time: witnessTime(newest.line) })
    }
    witnessed = largestWitnessed(policy, kept)
  }
  await recount()

  /** Sends the checkpoint; a witness that remembers another size than we thought is asked once more from there. */
  const send = async (contact: Contact, note: string, size: number, old: number, again: boolean): Promise<void> => {
    const mind = minds.get(contact)
    if (!mind) return
    const body = formatAddCheckpoint({ old, proof: await proofBetween(db, old, size), checkpoint: note })
    const response = await fetch(`${contact.url}/add-checkpoint`, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    const answer = (await response.text()).slice(0, 100_000)
    const remembered = response.status === 409 ? fromDecimal(answer.trim()) : null
    if (remembered !== null && remembered < size && remembered !== old && again)
      return send(contact, note, size, remembered, false)
    if (response.status !== 200) {
      const contradicts = response.status === 422 || (remembered !== null && remembered >= size)
      mind.state = contradicts ? 'contradicts' : 'silent'
      mind.why = `${response.status} ${answer.split('\n')[0]?.slice(0, 200) ?? ''}`.trim()
      log.warn({ witness: contact.name, status: response.status }, 'a witness does not cosign')
      return
    }
    const line = witnessLine(answer, note, contact.key)
    mind.state = line.ok ? 'agrees' : 'silent'
    mind.why = line.ok ? null : line.why
    if (line.ok) await insertCosignature(db, size, keptAs(contact), line.value.line)
  }

  const askOne = async (contact: Contact, note: string, size: number): Promise<void> => {
    const mind = minds.get(contact)
    if (!mind || mind.size === size) return
    try {
      await send(contact, note, size, Math.min(mind.size ?? 0, size), true)
    } catch (error) {
      mind.state = 'silent'
      mind.why =
        error instanceof Error
          ? `${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ''}`
          : String(error)
    }
  }

  const askAll = async (): Promise<void> => {
    const newest = await latestCheckpoint(db)
    if (!newest || newest.size === 0) return
    await Promise.all(asked.map((contact) => askOne(contact, newest.note, newest.size)))
    await recount()
    const against = asked.filter((contact) => minds.get(contact)?.state === 'contradicts')
    const isQuorum = policy.isSatisfiedBy(against.map(({ key }) => ({ witness: key, time: 0 })))
    if (against.length > 0 && isQuorum) options.onContradicted(contradicted(against.map(({ name }) => name)))
  }

  let asking: Promise<void> | null = null
  const ask = (): Promise<void> => {
    asking ??= askAll()
      .catch((error: unknown) => log.warn({ error: String(error) }, 'the witnesses could not be asked'))
      .finally(() => {
        asking = null
      })
    return asking
  }
  const timer = asked.length > 0 ? setInterval(() => void ask(), options.everyMs) : null

  return {
    policy,
    policyText: text,
    standing: () => [...minds].map(([{ name, key }, mind]) => ({ name, key: key.name, ...mind })),
    witnessedSize: () => witnessed,
    ask,
    close: async () => {
      if (timer) clearInterval(timer)
      if (asking) await asking
    },
  }
}

function contradicted(names: readonly string[]): EngineFault {
  return new EngineFault([
    `见证方 ${names.join('、')} 见过的公开日志与这里的不一致：日志倒退过或被改过`,
    `The witnesses ${names.join(', ')} have seen another public log than this one: it was set back or rewritten`,
  ] satisfies Bilingual)
}

async function proofBetween(db: pg.Pool, older: number, size: number) {
  const head = await readHead(db)
  if (older === 0 || older >= size || !head) return []
  return consistencyProof(older, size, await tileReader(db, head, consistencyTiles(older, size)))
}

/** The largest size under which enough witnesses stand; a policy without a quorum counts from one witness on. */
function largestWitnessed(
  policy: Policy,
  kept: readonly { readonly size: number; readonly witness: string }[],
): number | null {
  const bySize = Map.groupBy(kept, ({ size }) => size)
  const sizes = [...bySize.keys()].sort((a, b) => b - a)
  const isEnough = (size: number) => {
    const names = new Set(bySize.get(size)?.map(({ witness }) => witness))
    const agreeing = policy.contacts.filter((contact) => names.has(keptAs(contact)))
    return agreeing.length > 0 && policy.isSatisfiedBy(agreeing.map(({ key }) => ({ witness: key, time: 0 })))
  }
  return sizes.find(isEnough) ?? null
}

/** The keys of a policy's witnesses, one a line. */
export const witnessKeys = ({ witnesses }: Policy): string => witnesses.map((key) => `${formatVkey(key)}\n`).join('')
