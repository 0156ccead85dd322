import type { Bilingual } from '../kernel/text.ts'

/** Something that keeps the server from starting and that a person can mend. */
export class EngineFault extends Error {
  readonly says: Bilingual

  constructor(says: Bilingual, cause?: unknown) {
    super(`${says[0]}\n${says[1]}`, { cause })
    this.says = says
  }
}
