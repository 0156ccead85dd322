import { dayOf } from '../kernel/calendar.ts'
import type { Actor } from '../kernel/case.ts'
import { sha256Hex } from '../kernel/log/hash.ts'
import { allDraws, drawFiles } from '../store/draws.ts'
import { casesByNo } from '../store/read.ts'
import { drawProcedure } from './draw-record.ts'
import { standingOf } from './draw-replaced.ts'
import type { Engine } from './engine.ts'
import { state, statementId } from './statement.ts'

type PostActor = Extract<Actor, { kind: 'post' }>
type Rooms = Pick<Engine, 'db' | 'programme' | 'clock'>

/** Where an inspector goes in one round that is drawn and not over. */
export interface OwnVisits {
  readonly no: string
  readonly draw: string
  readonly subject: string
  readonly isCovert: boolean
  /** Hex; with it everybody computes the whole outcome, so that it never leaves the server while a draw is sealed. */
  readonly seed: string
  /** Units of his teams, each with the posts that go together. */
  readonly visits: readonly { readonly unit: string; readonly team: readonly string[] }[]
}

/** The rounds whose visits are under way and in which this post was drawn. For the post itself, and for nobody else. */
export async function ownVisits({ db, programme }: Rooms, actor: PostActor): Promise<readonly OwnVisits[]> {
  const { region } = programme
  const draws = await allDraws(db, region)
  const cases = await casesByNo(
    db,
    region,
    draws.map(({ no }) => no),
  )
  const underWay = cases.map((one) => one.case).filter((c) => c.state === 'drawn')
  const found = await Promise.all(
    underWay.map(async (c): Promise<OwnVisits> => {
      const draw = draws.find(({ no }) => no === c.no)?.id ?? ''
      const { teams = null, seed = '' } = standingOf(await drawFiles(db, region, draw)) ?? {}
      const visits = (teams ?? [])
        .map(([unit, members]) => ({ unit, team: members.map(([, inspector]) => inspector) }))
        .filter(({ team }) => team.includes(actor.post))
      return { no: c.no, draw, subject: String(c.data.subject), isCovert: c.data.mode === 'covert', seed, visits }
    }),
  )
  return found.filter(({ visits }) => visits.length > 0)
}

/** What the log says of who looked: nobody can tell the post before the seed is open, everybody afterwards. */
export function takenBy({ draw, seed }: Pick<OwnVisits, 'draw' | 'seed'>, inspector: string): string {
  return sha256Hex(`luoshi-draw-taken/1\n${draw}\n${inspector}\n${seed}\n`)
}

const takenType = 'draw.taken'
const takenName = (draw: string, inspector: string): string => `${draw}/${inspector}`

/** The id under which the log's entry of an inspector's look is found. */
export const takenId = (draw: string, inspector: string): string => statementId(takenType, takenName(draw, inspector))

/**
 * The inspector opens his own targets of a covert round; that one of the team did stands in the log (VERIFY.md §8, lie 24).
 * Null when he was not drawn there.
 */
export async function takeVisits(rooms: Rooms, actor: PostActor, no: string): Promise<OwnVisits | null> {
  const { db, programme, clock } = rooms
  const own = (await ownVisits(rooms, actor)).find((one) => one.no === no)
  if (!own) return null
  await state(db, programme, clock.now(), {
    type: takenType,
    body: {
      draw: own.draw,
      taken: takenBy(own, actor.post),
      day: dayOf(programme.calendar.dayAt(clock.now())),
    },
    rule: programme.procedures.get(drawProcedure)?.ruleOf('house/draw-teams') ?? 'house/draw-teams',
    once: takenName(own.draw, actor.post),
  })
  return own
}
