import type { ReactNode } from 'react'
import { grounds } from '../../engine/erasure.ts'
import type { Procedure } from '../../kernel/bind.ts'
import { inLanguage } from '../../kernel/text.ts'
import type { ErasureRequest } from '../../store/erasure.ts'
import type { ErasureWish } from '../../store/erasure-wish.ts'
import { casesByNo } from '../../store/read.ts'
import { Head } from '../parts/public-page.tsx'
import { Chip, type Status } from '../parts/status.tsx'
import { DefinitionList } from '../parts/table.tsx'
import { formats } from '../text/format.ts'
import { eraseTexts } from './erase-text.ts'
import { type ErasureState, isGround, stateOfErasure } from './erasures.ts'
import type { Visit } from './visit.ts'

const chips: Readonly<Record<ErasureState, Status>> = { open: 'wait', granted: 'ok', refused: 'none' }

/** What the fields of each case are called, by its number. */
export type FieldNames = (no: string, fields: readonly string[]) => readonly string[]

export async function fieldNames(
  { engine, lang }: Pick<Visit, 'engine' | 'lang'>,
  requests: readonly Pick<ErasureRequest, 'caseNo'>[],
): Promise<FieldNames> {
  const numbers = [...new Set(requests.map(({ caseNo }) => caseNo))]
  const stored = numbers.length === 0 ? [] : await casesByNo(engine.db, engine.programme.region, numbers)
  const procedures = new Map<string, Procedure | undefined>(
    stored.map(({ case: c }) => [c.no, engine.procedure(c.procedure, c.version)]),
  )
  return (no, fields) =>
    fields.map((name) => {
      const title = procedures.get(no)?.fields[name]?.title
      return title ? inLanguage(title, lang) : name
    })
}

export const listed = (lang: Visit['lang'], words: readonly string[]): string => words.join(lang === 'zh' ? '、' : ', ')

export const groundWords = ({ lang }: Pick<Visit, 'lang'>, ground: string): string =>
  isGround(ground) ? inLanguage(grounds[ground], lang) : ground

interface ErasureCardProps {
  readonly visit: Visit
  readonly request: ErasureRequest
  readonly names: FieldNames
  /** The name of the person who asked. */
  readonly asker: string
  readonly children?: ReactNode
}

/** A request to erase: which fields of which case, why, and what came of it; never what stands in them. */
export function ErasureCard({ visit, request, names, asker, children }: ErasureCardProps): ReactNode {
  const { lang, href, engine } = visit
  const t = eraseTexts[lang]
  const state = stateOfErasure(request)
  const { index } = request
  return (
    <section className="sheet pad">
      <Head side={<Chip status={chips[state]} lang={lang} label={t.state[state]} />}>
        <a className="mono" href={href(`/desk/cases/${request.caseNo}`)}>
          {request.caseNo}
        </a>
      </Head>
      <p className="small quiet row">
        <span>{t.asked(asker, formats[lang].fullMoment(request.askedAt.getTime(), engine.programme.timeZone))}</span>
        {index === null ? null : <a href={href(`/receipt/${index}`)}>{t.entry(formats[lang].number(index))}</a>}
      </p>
      <div className="mt3">
        <DefinitionList
          entries={[
            { term: t.which, value: <b>{listed(lang, names(request.caseNo, request.fields))}</b> },
            { term: t.law, value: groundWords(visit, request.ground) },
            { term: t.why, value: request.reason },
            ...(request.answer === null ? [] : [{ term: t.answered, value: request.answer }]),
          ]}
        />
      </div>
      {children}
    </section>
  )
}

interface WishCardProps {
  readonly visit: Visit
  readonly wish: ErasureWish
  readonly names: FieldNames
  readonly children?: ReactNode
}

/** What a reporter asked for himself with his case code, before anybody has taken it in. */
export function WishCard({ visit, wish, names, children }: WishCardProps): ReactNode {
  const { lang, href, engine } = visit
  const t = eraseTexts[lang]
  return (
    <section className="sheet pad">
      <Head side={<Chip status="wait" lang={lang} label={t.state.wish} />}>
        <a className="mono" href={href(`/desk/cases/${wish.caseNo}`)}>
          {wish.caseNo}
        </a>
      </Head>
      <p className="small quiet">
        {t.wished(formats[lang].fullMoment(wish.filedAt.getTime(), engine.programme.timeZone))}
      </p>
      <div className="mt3">
        <DefinitionList
          entries={[
            { term: t.which, value: <b>{listed(lang, names(wish.caseNo, wish.fields))}</b> },
            { term: t.law, value: groundWords(visit, wish.ground) },
          ]}
        />
      </div>
      {children}
    </section>
  )
}
