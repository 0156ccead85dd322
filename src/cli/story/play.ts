import type { Instant } from '../../kernel/calendar.ts'
import { type Cast, castOf } from './cast.ts'
import type { Demo, Step } from './demo.ts'
import { finderOf, resume } from './resume.ts'
import { type CaseAnswer, commandId, isOk, post, preparedInput, read, type Scene, stop } from './scene.ts'
import type { Theatre } from './theatre.ts'

/** What a performance did. */
export interface Played {
  /** Steps of the whole story. */
  readonly steps: number
  /** Steps whose condition was not met now. */
  readonly passedOver: number
  /** Case numbers by the cases' keys. */
  readonly numbers: ReadonlyMap<string, string>
}

/** Told after each minute of the story: how many of its steps lie behind, and where business time is. */
export type Progress = (done: number, of: number, at: Instant) => void

type Outcome = 'taken' | 'passed-over'

interface Due {
  readonly scene: Scene
  readonly step: Step
}

async function open({ scene, step }: Due, theatre: Theatre, cast: Cast): Promise<void> {
  const credential = await cast.credentialFor(scene, step)
  const input = await preparedInput(theatre, scene, step, credential)
  const { procedure } = scene.told
  const body = { id: commandId(scene.told, step), procedure, transition: step.transition, input }
  const answer = await theatre.call({ method: 'POST', path: '/api/v1/cases', body, ...credential })
  if (!isOk(answer)) stop(step.name, answer)
  const { no, seq, code } = answer.body as CaseAnswer
  Object.assign(scene, { no, seq, done: 1 })
  if (code !== undefined && step.who.kind === 'visitor') scene.codes.set(step.who.citizen, code)
  if (seq > 0) await resume(scene, theatre, cast)
}

async function take({ scene, step }: Due, theatre: Theatre, cast: Cast): Promise<Outcome> {
  scene.done += 1
  if (step.onlyIn !== null) {
    const path = `/api/v1/cases/${scene.no}`
    const { state, seq } = await read<CaseAnswer>(theatre, path, await cast.readerOf(scene), step.name)
    scene.seq = seq
    if (state !== step.onlyIn) return 'passed-over'
  }
  const credential = await cast.credentialFor(scene, step)
  const input = await preparedInput(theatre, scene, step, credential)
  const answer = await post(theatre, scene, step, { id: commandId(scene.told, step), input }, credential)
  scene.seq = answer.seq
  if (answer.code !== undefined && step.who.kind === 'visitor') scene.codes.set(step.who.citizen, answer.code)
  return 'taken'
}

/** Steps of one case one after another, cases beside each other. All end before the first failure is thrown. */
async function takeAll(due: readonly Due[], theatre: Theatre, cast: Cast): Promise<readonly Outcome[]> {
  const byScene = [...Map.groupBy(due, ({ scene }) => scene).values()]
  const ended = await Promise.allSettled(
    byScene.map(async (steps) => {
      const outcomes: Outcome[] = []
      for (const one of steps) outcomes.push(await take(one, theatre, cast))
      return outcomes
    }),
  )
  return ended.flatMap((end) => {
    if (end.status === 'rejected') throw end.reason
    return end.value
  })
}

const isOpening = ({ scene, step }: Due) => scene.told.of === null && scene.told.steps[0] === step

/**
 * Plays the story through the interface, in order of time; steps of different cases in one minute beside each other. A
 * story that was cut off is played again from its start: what was done is recognised and not done twice. Throws an Error
 * that names the case and the step where a move is refused: that is a mistake in the story.
 */
export async function playStory(demo: Demo, theatre: Theatre, progress: Progress = () => {}): Promise<Played> {
  const cast = castOf(demo, theatre)
  const scenes = new Map(
    demo.cases.map((told): [string, Scene] => [told.key, { told, no: '', seq: 0, done: 0, codes: new Map() }]),
  )
  const all = [...scenes.values()].flatMap((scene) => scene.told.steps.map((step): Due => ({ scene, step })))
  const minutes = [...Map.groupBy(all, ({ step }) => step.at)].sort(([a], [b]) => a - b)
  const isLeft = ({ scene, step }: Due) => scene.told.steps.indexOf(step) >= scene.done
  const finder = finderOf(theatre, cast, (key) => scenes.get(key)?.no ?? '')
  const outcomes: Outcome[] = []
  let behind = 0

  await theatre.advanceTo(demo.startsAt)
  await cast.gather()
  for (const [at, due] of minutes) {
    behind += due.length
    if (!due.some(isLeft)) continue
    await theatre.advanceTo(at)
    const waiting = [...new Set(due.map(({ scene }) => scene))].filter(({ told, no }) => told.of !== null && no === '')
    if (waiting.length > 0) await finder.find(waiting)
    // One by one: case numbers follow the order of the story.
    const openings = due.filter(isOpening)
    for (const one of openings) await open(one, theatre, cast)
    const rest = due.filter((one) => !isOpening(one) && isLeft(one))
    outcomes.push(...(await takeAll(rest, theatre, cast)))
    if (due.some(({ step }) => step.delivers)) await theatre.settled()
    progress(behind, all.length, at)
  }
  await theatre.advanceTo(demo.endsAt)
  await theatre.settled()
  return {
    steps: all.length,
    passedOver: outcomes.filter((outcome) => outcome === 'passed-over').length,
    numbers: new Map([...scenes].map(([key, { no }]) => [key, no])),
  }
}
