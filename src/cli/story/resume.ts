import type { Cast } from './cast.ts'
import {
  type CaseAnswer,
  type Credential,
  commandId,
  type EventAnswer,
  post,
  preparedInput,
  read,
  type Scene,
  stop,
} from './scene.ts'
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
        const input = await preparedInput(theatre, scene, step, {})
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

/** Looks for cases that other cases of the story have opened, among those that the first to act in them can see. */
export interface Finder {
  readonly find: (waiting: readonly Scene[]) => Promise<void>
}

/** Every case is looked at once: `numberOf` tells the number of a case of the story by its key. */
export function finderOf(theatre: Theatre, cast: Cast, numberOf: (key: string) => string): Finder {
  const seen = new Map<string, CaseAnswer>()

  const lookAround = async (procedure: string, reader: Credential): Promise<void> => {
    let path: string | null = `/api/v1/cases?procedure=${procedure}&sort=opened&limit=200`
    while (path !== null) {
      const page: { cases: readonly { no: string }[]; next: string | null } = await read(
        theatre,
        path,
        reader,
        procedure,
      )
      const unseen = page.cases.filter(({ no }) => !seen.has(no))
      await Promise.all(
        unseen.map(async ({ no }) => seen.set(no, await read(theatre, `/api/v1/cases/${no}`, reader, no))),
      )
      path = page.next
    }
  }

  return {
    find: async (waiting) => {
      await theatre.settled()
      const byProcedure = Map.groupBy(waiting, (scene) => scene.told.procedure)
      for (const [procedure, [first]] of byProcedure) if (first) await lookAround(procedure, await cast.readerOf(first))
      for (const scene of waiting) {
        const { of, procedure, key } = scene.told
        const parent = numberOf(of ?? '')
        const opened = [...seen.values()].find((view) => view.procedure === procedure && view.parent === parent)
        if (!opened) return stop(key, `no case was opened by ${of}`)
        Object.assign(scene, { no: opened.no, seq: opened.seq })
        if (opened.seq > 0) await resume(scene, theatre, cast)
      }
    },
  }
}
