import { between } from './chance.ts'
import { happens, type Look } from './look.ts'

export interface Joiner {
  readonly name: string
  readonly story: string
  /** Days from now. */
  readonly after: number
}

/** Others who met with the same: of some problems, one to three. */
export function joinersOf(look: Look): readonly Joiner[] {
  const share = look.been.includes('reported') ? 0.16 : 0.05
  if (look.citizens.length > 1 || !happens(look, 'joined', share)) return []
  const number = between(1, 3, look.chance('joiners') ** 1.6)
  return Array.from({ length: number }, (_, i) => ({
    name: `join-${i}`,
    story: look.voice.say(look.book.words.joined ?? '', { street: look.voice.say('{street}') }),
    after: 0.3 + 7 * look.chance(`joins ${i}`),
  })).map((joiner, i) => ({ ...joiner, story: i === 0 ? joiner.story : `${joiner.story}（第${i + 1}位）` }))
}
