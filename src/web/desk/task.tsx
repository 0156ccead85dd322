import type { ReactNode } from 'react'
import { inLanguage } from '../../kernel/text.ts'
import { type Move, Moves } from '../parts/button.tsx'
import { Clock } from '../parts/clock.tsx'
import { Head } from '../parts/public-page.tsx'
import { bilingual } from '../text/bilingual.ts'
import { leadsTo } from './consequence.ts'
import { type Matter, openMovesOf } from './matters.ts'
import type { Acting } from './visit.ts'

const texts = bilingual(
  { open: '打开本件', openSays: '看单位说的、证据和全部动作' },
  { open: 'Open the case', openSays: 'what the unit says, the evidence, every act' },
)

function movesFor(visit: Acting, matter: Matter): readonly Move[] {
  const { lang, engine, href } = visit
  const t = texts[lang]
  const { waiting, seen } = matter
  const { procedure: p, case: c } = waiting
  return [
    ...openMovesOf(matter).map(
      ({ transition }, at): Move => ({
        label: inLanguage(p.declaration.transitions[transition]?.title ?? [transition, transition], lang),
        says: leadsTo(p, c, transition, lang, engine.procedure),
        href: href(`/desk/cases/${seen.no}?do=${transition}#do`),
        look: at === 0 ? 'main' : 'second',
      }),
    ),
    { label: t.open, says: t.openSays, href: href(`/desk/cases/${seen.no}`), look: 'plain' },
  ]
}

interface TaskProps {
  readonly visit: Acting
  readonly matter: Matter
  readonly title: string
  readonly note: string
  readonly children?: ReactNode
}

/** One case on a page of tasks: what it is, what may be done, what follows. */
export function Task({ visit, matter, title, note, children }: TaskProps): ReactNode {
  const { lang } = visit
  const { seen, clock, unit } = matter
  return (
    <section className="sheet pad">
      <div className="row between">
        <Head>{title}</Head>
        {clock === null ? null : <Clock face={clock.face} lang={lang} label={clock.title} />}
      </div>
      <p className="small quiet row">
        <span className="mono">{seen.no}</span>
        <span>{note}</span>
        <span>{unit}</span>
      </p>
      {children}
      <Moves moves={movesFor(visit, matter)} lang={lang} />
    </section>
  )
}
