import type { Cast } from './cast.ts'
import { type CaseAnswer, commandId, type EventAnswer, post, preparedInput, read, type Scene, stop } from './scene.ts'
import type { Theatre } from './theatre.ts'

/**
 * Finds out how far a case has come that was played before, by laying its journal beside its steps. A condition that was
 * not met then is passed over. Throws when the case went another way than the story tells.
 */
export async function resume(scene: Scene, theatre: Theatre, cast: Cast): Promise<void> {
  const reader = await cast.readerOf(scene)
  const where = `${scene.told.key} (${scene.no})`
  const path = `/api/v1/cases/${scene.no}/events`
  const { events } = await read<{ events: readonly EventAnswer[] }>(theatre, path, reader, where)
  const taken = events.filter((event) => !event.automatic)
  const { steps } = scene.told
  let next = 0
  let done = 0
  for (const step of steps) {
    const event = taken[next]
    if (event === undefined) break
    if (event.transition === step.transition) {
      next += 1
      // Only the same command, sent again, tells a citizen's code again.
      if (step.who.kind === 'visitor' && done > 0) {
        const input = await preparedInput(theatre, step, {})
        const as = { ...scene, seq: event.seq - 1 }
        const { code } = await post(theatre, as, step, { id: commandId(scene.told, step), input }, {})
        if (code !== undefined) scene.codes.set(step.who.citizen, code)
      }
    } else if (step.onlyIn === null) {
      stop(where, `event ${event.seq} is ${event.transition}, where the story tells ${step.transition}`)
    }
    done += 1
  }
  scene.done = done
  scene.seq = events.at(-1)?.seq ?? scene.seq
}

/** Numbers of the cases that other cases of the story have opened, found among those that the first to act can see. */
export async function findOpened(
  waiting: readonly Scene[],
  numberOf: (key: string) => string,
  theatre: Theatre,
  cast: Cast,
): Promise<void> {
  await theatre.settled()
  const [first] = waiting
  if (!first) return
  const reader = await cast.readerOf(first)
  const wanted = new Map(waiting.map((scene) => [`${scene.told.procedure} ${numberOf(scene.told.of ?? '')}`, scene]))
  const procedures = new Set(waiting.map((scene) => scene.told.procedure))
  for (const procedure of procedures) {
    let path: string | null = `/api/v1/cases?procedure=${procedure}&sort=opened&limit=200`
    while (path !== null) {
      const page: { cases: readonly { no: string }[]; next: string | null } = await read(
        theatre,
        path,
        reader,
        procedure,
      )
      const views = await Promise.all(
        page.cases.map(({ no }) => read<CaseAnswer>(theatre, `/api/v1/cases/${no}`, reader, no)),
      )
      for (const { no, seq, parent } of views) {
        const scene = parent === null ? undefined : wanted.get(`${procedure} ${parent}`)
        if (scene) Object.assign(scene, { no, seq })
      }
      path = page.next
    }
  }
  for (const scene of waiting) {
    if (scene.no === '') stop(scene.told.key, `no case was opened by ${scene.told.of}`)
    if (scene.seq > 0) await resume(scene, theatre, cast)
  }
}
