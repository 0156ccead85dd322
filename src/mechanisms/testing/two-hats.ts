import type { Org } from '../../kernel/org.ts'
import { freeVerifiers, officer, withHoldings } from '../../kernel/testing/city.ts'
import { drawnAt } from './actor.ts'
import type { Scenario, Step } from './given.ts'

/** Everybody who can be drawn also sits at this post: whoever is drawn can try to wear two hats. */
function everyVerifierAt(post: string): Org {
  return withHoldings(
    ...[...freeVerifiers, 'works-verifier', 'bridges-verifier'].map((id) => ({ post, person: `p-${id}` })),
  )
}

/** Whoever was drawn as `party` and acted so cannot make this move from another post of his. */
export function drawnInTwoHats(party: string, steps: readonly Step[], transition: string, post: string): Scenario {
  return {
    title: `house/independent-verifier 核查人没有办过本件: who acted as ${party} cannot ${transition} at ${post}`,
    play: (given) =>
      given(...steps)
        .when(transition, { by: drawnAt(party, post), org: everyVerifierAt(post) })
        .refused('separation-of-duties'),
  }
}

/** One person at two posts: what he did at the first keeps him from this move at the second. */
export function inTwoHats(
  title: string,
  first: readonly [post: string, steps: (hat: Step) => readonly Step[]],
  move: string,
  transition: string,
  post: string,
): Scenario {
  const [firstPost, steps] = first
  const person = `p-${post}`
  const org = withHoldings({ post: firstPost, person })
  const hat: Step = [move, { by: officer(firstPost, person), org }]
  return {
    title,
    play: (given) =>
      given(...steps(hat))
        .when(transition, { by: officer(post), org })
        .refused('separation-of-duties'),
  }
}
