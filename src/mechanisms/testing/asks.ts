import type { Scenario, Step } from './given.ts'

/** Move → the steps that lead to it, and the fields without which it cannot be made: written by hand. */
export type Asks = Readonly<Record<string, readonly [way: readonly Step[], fields: readonly string[]]>>

/** A step without content does not exist: each move asks for what is named here, and is made once that is given. */
export function asksFor(asks: Asks): Scenario {
  return {
    title: 'house/no-empty-click 不设没有内容的步骤: each move asks for what is named here',
    play: (given) => {
      for (const [transition, [way, fields]] of Object.entries(asks)) {
        const when = way.length === 0 ? given.opening : given(...way).when
        for (const field of fields) when(transition, { input: { [field]: undefined } }).refused('invalid-input')
        when(transition).accepted()
      }
    },
  }
}
