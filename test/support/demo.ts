import { join } from 'node:path'
import type { Demo } from '../../src/cli/story/demo.ts'
import { loadDemo } from '../../src/cli/story/load.ts'
import { loadProgramme, type Programme } from '../../src/engine/programme.ts'

export const programmeFolder = join(import.meta.dirname, '../../programmes/jiujiang-2018')

let programme: Programme | null = null

/** Jiujiang's plan, loaded once. */
export function jiujiang(): Programme {
  programme ??= loadProgramme(programmeFolder)
  return programme
}

/** The invented organisation beside Jiujiang's plan, and its story. */
export const jiujiangDemo = (): Demo => loadDemo(join(programmeFolder, 'demo'), jiujiang())
