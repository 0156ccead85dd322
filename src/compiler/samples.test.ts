import { describe, expect, test } from 'vitest'
import { compile } from './compile.ts'
import { amounts } from './testing/amounts.ts'
import { assigning } from './testing/assigning.ts'
import { borders } from './testing/borders.ts'
import { circulars } from './testing/circulars.ts'
import { framing } from './testing/framing.ts'
import { grids } from './testing/grids.ts'
import { groupings } from './testing/groupings.ts'
import { heads } from './testing/heads.ts'
import { letters } from './testing/letters.ts'
import { limits } from './testing/limits.ts'
import { mixtures } from './testing/mixtures.ts'
import { numbering } from './testing/numbering.ts'
import { plain } from './testing/plain.ts'
import { plans } from './testing/plans.ts'
import { programmes } from './testing/programmes.ts'
import { rough } from './testing/rough.ts'
import { dutyLines, type Sample, treeLines } from './testing/sample.ts'
import { sayings } from './testing/sayings.ts'
import { sites } from './testing/sites.ts'
import { tables } from './testing/tables.ts'
import { telling } from './testing/telling.ts'
import { thorny } from './testing/thorny.ts'
import { timing } from './testing/timing.ts'
import { titles } from './testing/titles.ts'
import { variants } from './testing/variants.ts'

const groups: Readonly<Record<string, readonly Sample[]>> = {
  numbering,
  circulars,
  plans,
  tables,
  framing,
  assigning,
  timing,
  sites,
  telling,
  variants,
  letters,
  groupings,
  limits,
  amounts,
  grids,
  rough,
  heads,
  programmes,
  thorny,
  sayings,
  borders,
  mixtures,
  titles,
  plain,
}

describe.each(Object.entries(groups))('%s', (_name, samples) => {
  const trees = samples.filter((sample) => sample.tree !== undefined)
  const metas = samples.filter((sample) => sample.meta !== undefined)
  const duties = samples.filter((sample) => sample.duties !== undefined)

  test.each(trees)('clauses: $says', ({ text, tree }) => {
    expect(treeLines(compile(text))).toEqual(tree)
  })

  test.each(metas)('metadata: $says', ({ text, meta }) => {
    expect(compile(text).meta).toMatchObject(meta ?? {})
  })

  test.each(duties)('commitments: $says', ({ text, duties: wanted }) => {
    expect(dutyLines(compile(text))).toEqual(wanted)
  })
})
