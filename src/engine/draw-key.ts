import type { Actor } from '../kernel/case.ts'
import { parseVkey } from '../kernel/log/key.ts'
import { addDrawKey } from '../store/draw-keys.ts'
import { drawProcedure } from './draw-record.ts'
import type { Engine } from './engine.ts'
import { state } from './statement.ts'

/**
 * Registers the key with which a post signs its commitments from the next list on, and says so in the log. False for what is
 * no Ed25519 key line of that post's name. Its secret never comes here.
 */
export async function registerDrawKey(
  { db, programme, clock }: Pick<Engine, 'db' | 'programme' | 'clock'>,
  actor: Extract<Actor, { kind: 'post' }>,
  line: string,
): Promise<boolean> {
  const key = parseVkey(line)
  if (!key.ok || key.value.kind !== 'note' || key.value.name !== actor.post) return false
  const vkey = line.trim()
  const now = clock.now()
  await addDrawKey(db, actor.region, { post: actor.post, person: actor.person, vkey }, new Date(now))
  await state(db, programme, now, {
    type: 'draw.key',
    body: { post: actor.post, key: vkey },
    actor: actor.post,
    rule: programme.procedures.get(drawProcedure)?.ruleOf('house/draw-own-key') ?? 'house/draw-own-key',
  })
  return true
}
