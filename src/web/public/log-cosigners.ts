import { cosignaturesOf } from '../../kernel/log/checkpoint.ts'
import type { Note } from '../../kernel/log/note.ts'
import type { Visit } from './visit.ts'

/** A witness under a checkpoint, as the policy names it, and when it saw that tree by its own clock. */
export interface Cosigner {
  readonly name: string
  readonly at: Date
}

/** The witnesses of the policy whose lines verify under a checkpoint. Throws TypeError for one of ours whose line is false. */
export function cosignersOf({ engine }: Pick<Visit, 'engine'>, note: Note): readonly Cosigner[] {
  const { contacts } = engine.witnesses.policy
  const keys = contacts.map(({ key }) => key)
  const cosigned = cosignaturesOf(note, keys)
  if (!cosigned.ok) throw new TypeError(`a checkpoint of ours does not hold: ${cosigned.why}`)
  return cosigned.value.map(({ witness, time }) => ({
    name: contacts.find(({ key }) => key === witness)?.name ?? witness.name,
    at: new Date(time * 1000),
  }))
}
