import { dayOf, type Instant } from '../../kernel/calendar.ts'
import { orgOf } from '../../kernel/org.ts'
import type { Demo, Step } from './demo.ts'
import { type Credential, type EventAnswer, read, type Scene, stop } from './scene.ts'
import type { Theatre } from './theatre.ts'

/** Who plays whom: tokens and case codes for the steps of a story. */
export interface Cast {
  /** Asks for the tokens of posts that keep their holder, all at once instead of one by one. */
  readonly gather: () => Promise<void>
  readonly credentialFor: (scene: Scene, step: Step) => Promise<Credential>
  /** Whoever began the case, or its first step where another case opened it: he may always read it. */
  readonly readerOf: (scene: Scene) => Promise<Credential>
}

/** A token belongs to the person who holds a post, not to the post: when it changes hands there is another. */
export function castOf(demo: Demo, theatre: Theatre): Cast {
  const { calendar } = demo
  const org = orgOf(demo.org)
  const tokens = new Map<string, Promise<string>>()

  const tokenOf = (post: string, at: Instant): Promise<string> => {
    const holder = org.holdingOf(post, dayOf(calendar.dayAt(at)))?.person ?? ''
    const key = `${post} ${holder}`
    const known = tokens.get(key) ?? theatre.tokenFor(post)
    tokens.set(key, known)
    return known
  }
  const codeOf = (scene: Scene, citizen: string, step: Step): Credential => {
    const code = scene.codes.get(citizen)
    return code === undefined ? stop(step.name, `${citizen} has no case code`) : { code }
  }
  const readerOf = async (scene: Scene): Promise<Credential> => {
    const [first] = scene.told.steps
    if (!first) return {}
    if (first.who.kind === 'post') return { token: await tokenOf(first.who.post, first.at) }
    return first.who.kind === 'visitor' ? codeOf(scene, first.who.citizen, first) : {}
  }
  const drawnPost = async (scene: Scene, party: string, step: Step): Promise<string> => {
    const path = `/api/v1/cases/${scene.no}/events`
    const { events } = await read<{ events: readonly EventAnswer[] }>(theatre, path, await readerOf(scene), step.name)
    const last = events.findLast(({ draw }) => draw?.party === party)
    return last?.draw?.drawn ?? stop(step.name, `no ${party} was drawn yet`)
  }

  return {
    gather: async () => {
      const posts = demo.cases.flatMap(({ steps }) =>
        steps.flatMap(({ who }) => (who.kind === 'post' ? [who.post] : [])),
      )
      // Who comes or goes on the way gets his token when he is there.
      const holder = (post: string, at: Instant) => org.holdingOf(post, dayOf(calendar.dayAt(at)))?.person
      const lasting = [...new Set(posts)].filter((post) => holder(post, demo.startsAt) === holder(post, demo.endsAt))
      await Promise.all(lasting.map((post) => tokenOf(post, demo.startsAt)))
    },
    readerOf,
    credentialFor: async (scene, step) => {
      const { who } = step
      switch (who.kind) {
        case 'post':
          return { token: await tokenOf(who.post, step.at) }
        case 'drawn':
          return { token: await tokenOf(await drawnPost(scene, who.party, step), step.at) }
        case 'visitor':
          return {}
        case 'code':
          return codeOf(scene, who.citizen, step)
        default: {
          const never: never = who
          throw new TypeError(String(never))
        }
      }
    },
  }
}
