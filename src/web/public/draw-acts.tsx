import type { ReactNode } from 'react'
import { type Act, Acts } from '../parts/draw.tsx'
import type { DrawDetail, DrawStep } from './draw-data.ts'
import { drawTexts } from './draw-text.ts'
import { postWords } from './field-value.tsx'
import type { Visit } from './visit.ts'

interface Props {
  readonly visit: Visit
  readonly draw: DrawDetail
}

/** The first and last digits of a fingerprint; the whole stands in its title. */
function Short({ hash }: { readonly hash: string }): ReactNode {
  return (
    <span className="mono" title={hash}>
      {hash.slice(0, 10)}…{hash.slice(-4)}
    </span>
  )
}

/** When a step was taken and where it stands in the log. */
function placeOf({ format, programme, href }: Visit, step: DrawStep): Pick<Act, 'when' | 'entry'> {
  return {
    when: format.moment(step.at, programme.timeZone),
    ...(step.index !== null && { entry: { index: step.index, href: href(`/receipt/${step.index}`) } }),
  }
}

/** The latest of the steps of these types, and its place; nothing where there is none. */
function last(visit: Visit, { steps }: DrawDetail, types: readonly string[]): Pick<Act, 'when' | 'entry' | 'toCome'> {
  const step = steps.findLast(({ type }) => types.includes(type))
  return step ? placeOf(visit, step) : { toCome: true }
}

const bodyOf = ({ steps }: DrawDetail, type: string) => steps.find((step) => step.type === type)?.body

function frozen(visit: Visit, draw: DrawDetail): Act {
  const t = drawTexts[visit.lang]
  const { frame } = draw
  return {
    title: t.freeze,
    text: frame ? t.freezeSays(frame.units.length, frame.inspectors.length) : t.freezeSealed,
    result: <Short hash={draw.frameHash} />,
    ...last(visit, draw, ['draw.frame']),
  }
}

/** The posts that were named when the list was frozen. */
function supervisors(visit: Visit, { line }: DrawDetail): readonly [string, string] {
  const { firstPost, secondPost } = line.seen.data
  return [postWords(visit, String(firstPost ?? '')), postWords(visit, String(secondPost ?? ''))]
}

function committed(visit: Visit, draw: DrawDetail): Act {
  const t = drawTexts[visit.lang]
  const n = draw.steps.filter(({ type }) => type === 'draw.commit').length
  return {
    title: t.commit,
    text: t.commitSays(...supervisors(visit, draw)),
    ...(n > 0 && { result: t.commits(n) }),
    ...last(visit, draw, ['draw.commit']),
  }
}

function revealed(visit: Visit, draw: DrawDetail): Act {
  const t = drawTexts[visit.lang]
  const digits = bodyOf(draw, 'draw.dice')?.digits
  return {
    title: t.reveal,
    text: t.revealSays,
    ...(typeof digits === 'string' && { result: t.dice(digits) }),
    ...last(visit, draw, ['draw.dice', 'draw.reveal']),
  }
}

function drawn(visit: Visit, draw: DrawDetail): Act {
  const t = drawTexts[visit.lang]
  const missing = bodyOf(draw, 'draw.void')?.party
  if (typeof missing === 'string') {
    const party = t.parties[missing as keyof typeof t.parties] ?? missing
    return { title: t.voided, text: t.voidSays(party), ...last(visit, draw, ['draw.void']) }
  }
  const hash = bodyOf(draw, 'draw.result')?.result
  return {
    title: t.draw,
    text: draw.isOpen || typeof hash !== 'string' ? t.drawSays : t.drawSealed,
    ...(typeof hash === 'string' && { result: <Short hash={hash} /> }),
    ...last(visit, draw, ['draw.result']),
  }
}

/** What happened, act by act, each with its place in the log. */
export function DrawActs({ visit, draw }: Props): ReactNode {
  const t = drawTexts[visit.lang]
  const acts = [frozen, committed, revealed, drawn].map((act) => act(visit, draw))
  return (
    <section className="mt6">
      <h2 className="vh">{t.acts}</h2>
      <Acts lang={visit.lang} label={t.acts} acts={acts} />
    </section>
  )
}
