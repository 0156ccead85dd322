import type { Bilingual } from '../kernel/text.ts'

/** Something that keeps the server from starting and that a person can mend. */
export class EngineFault extends Error {
  readonly says: Bilingual

  constructor(says: Bilingual) {
    super(`${says[0]}\n${says[1]}`)
    this.says = says
  }
}
