import type { ReactNode } from 'react'
import { callsOf } from '../../engine/waiting.ts'
import type { Basis } from '../../kernel/basis.ts'
import type { PossibleMove } from '../../kernel/decide.ts'
import { inLanguage } from '../../kernel/text.ts'
import { Moves } from '../parts/button.tsx'
import { Empty } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { basisWords } from '../public/basis.ts'
import type { DeskCase } from './case-file.ts'
import type { CaseProps } from './case-parts.tsx'
import { caseTexts } from './case-text.ts'
import { leadsTo } from './consequence.ts'
import type { Acting } from './visit.ts'

const isHuman = (file: DeskCase, name: string) =>
  file.procedure.declaration.transitions[name]?.by.some((party) => {
    const is = file.procedure.declaration.parties[party]?.is
    return is !== undefined && ('post' in is || 'drawn' in is)
  }) === true

export function moveTitle(file: Pick<DeskCase, 'procedure'>, name: string, { lang }: Pick<Acting, 'lang'>): string {
  return inLanguage(file.procedure.declaration.transitions[name]?.title ?? [name, name], lang)
}

/** The moves that the visitor may make: those that the case calls for, what else leads on, then what leaves it where it is. */
export function openMoves(file: DeskCase): readonly PossibleMove[] {
  const calls = callsOf(file.procedure).get(file.case.state) ?? []
  const rank = ({ transition }: PossibleMove) => {
    const at = calls.indexOf(transition)
    if (at >= 0) return at
    return calls.length + (file.procedure.declaration.transitions[transition]?.to === 'same' ? 1 : 0)
  }
  return file.moves.filter(({ refusal }) => refusal === null).toSorted((a, b) => rank(a) - rank(b))
}

function Closed({ visit, file, moves }: CaseProps & { readonly moves: readonly PossibleMove[] }): ReactNode {
  const { lang, portal } = visit
  const t = caseTexts[lang]
  return (
    <ul className="moves">
      {moves.map(({ transition, refusal }) => {
        if (refusal === null) return null
        const basis = refusal.basis === undefined ? null : basisWords(portal, file.procedure, refusal.basis as Basis)
        return (
          <li key={transition}>
            <div>
              <b>{moveTitle(file, transition, visit)}</b>
              <p className="small quiet">{inLanguage(refusal.says, lang)}</p>
              {basis === null ? null : (
                <p className="tiny quiet">
                  {t.basis}
                  {basis.href === undefined ? basis.label : <a href={basis.href}>{basis.label}</a>}
                  {basis.gist === '' ? null : ` ${basis.gist}`}
                </p>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** What the post may do now, each with what follows; the rest folded, with the reason and its authority. */
export function CaseMoves({ visit, file, current }: CaseProps & { readonly current: string | null }): ReactNode {
  const { lang, engine, href } = visit
  const t = caseTexts[lang]
  const open = openMoves(file)
  const rest = file.moves.filter(({ transition, refusal }) => refusal !== null && isHuman(file, transition))
  const mine = rest.filter(({ refusal }) => refusal?.code !== 'not-your-part')
  const others = rest.filter(({ refusal }) => refusal?.code === 'not-your-part')
  const path = `/desk/cases/${file.case.no}`
  return (
    <section className="sheet pad" id="moves">
      <Head>{t.can}</Head>
      {open.length === 0 ? (
        <Empty title={t.canNone}>{t.canNoneSays}</Empty>
      ) : (
        <Moves
          lang={lang}
          moves={open.map(({ transition }, at) => ({
            label: moveTitle(file, transition, visit),
            says: leadsTo(file.procedure, file.case, transition, lang, engine.procedure),
            href: href(`${path}?do=${transition}#do`),
            look: at === 0 && current === null ? 'main' : 'second',
          }))}
        />
      )}
      {mine.length === 0 ? null : (
        <details className="mt3 small">
          <summary>{t.cannot(mine.length)}</summary>
          <Closed visit={visit} file={file} moves={mine} />
        </details>
      )}
      {others.length === 0 ? null : (
        <details className="mt3 small">
          <summary>{t.others(others.length)}</summary>
          <Closed visit={visit} file={file} moves={others} />
        </details>
      )}
    </section>
  )
}
