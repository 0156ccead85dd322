import type { Access } from '../../engine/access.ts'
import { standingOf } from '../../engine/draw-replaced.ts'
import type { Engine } from '../../engine/engine.ts'
import { changeRegister } from '../../engine/register.ts'
import { accounts } from '../../store/accounts.ts'
import { drawFiles, drawOfCase } from '../../store/draws.ts'
import { writeSetting } from '../../store/settings.ts'
import { personId } from '../story/org-file.ts'
import type { Theatre } from '../story/theatre.ts'
import type { Book, RegisterChange } from './book.ts'
import { registerChange } from './register.ts'
import type { Stage } from './stage.ts'

export interface StageParts {
  readonly engine: Pick<Engine, 'db' | 'programme' | 'clock' | 'org' | 'advanceTo' | 'refreshOrg'>
  readonly access: Pick<Access, 'forget'>
  readonly book: Book
}

/** Where the year is told inside this process: the real routes without a socket, the engine’s clock, the register. */
export function stageOn(theatre: Theatre, { engine, access, book }: StageParts): Stage {
  const { db, programme, clock } = engine
  const { region } = programme

  const change = async (one: RegisterChange): Promise<void> => {
    const people = await accounts(db)
    const by = people.find(({ admin }) => admin === 'system')
    const login = 'login' in one ? one.login : null
    const person = login === null ? null : (people.find(({ id }) => id === personId(login)) ?? null)
    const made = registerChange(engine.org(), one, person)
    if (!by || made === null) return
    const done = await changeRegister(engine, access, { account: by, actor: null }, made.act, made.about, made.change)
    if (!done.ok) throw new Error(`the register refuses ${JSON.stringify(one)}: ${done.refusal.says[1]}`)
  }

  return {
    ...theatre,
    book,
    calendar: programme.calendar,
    org: engine.org,
    now: clock.now,
    advanceTo: async (instant) => {
      await writeSetting(db, 'clock-offset', instant - Date.now())
      await engine.advanceTo(instant)
    },
    visitsOf: async (no) => {
      const draw = await drawOfCase(db, region, no)
      const standing = draw ? standingOf(await drawFiles(db, region, draw.id)) : null
      return (standing?.teams ?? []).flatMap(([unit, members]) => {
        const [first] = members
        return first ? [{ unit, inspector: first[1] }] : []
      })
    },
    change,
  }
}
