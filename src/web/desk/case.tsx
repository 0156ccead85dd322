import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { drawProcedure } from '../../engine/draw-record.ts'
import { statusOfCode } from '../../http/problem.ts'
import { procedureFor } from '../../http/views.ts'
import type { Refusal } from '../../kernel/result.ts'
import { inLanguage } from '../../kernel/text.ts'
import { LinkButton } from '../parts/button.tsx'
import { Empty } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Banner } from '../parts/status.tsx'
import { Draws } from '../public/case-draws.tsx'
import { Deadlines, Related, Rounds } from '../public/case-sections.tsx'
import { History } from '../public/history.tsx'
import { parameter } from '../public/visit.ts'
import { inputOf, one } from '../site/form.ts'
import { formats } from '../text/format.ts'
import { type DeskCase, deskCase, lineFor, storedCase } from './case-file.ts'
import { formOf, keyOf, MoveForm, type Try } from './case-form.tsx'
import { CaseMoves, moveTitle, openMoves } from './case-moves.tsx'
import { type CaseProps, EvidenceCards, Facts, Under, Where } from './case-parts.tsx'
import { CasePeople } from './case-people.tsx'
import { caseTexts } from './case-text.ts'
import type { Desk } from './doors.ts'
import { deskDrawTexts } from './draws-text.ts'
import { errorsOf, typedAgain } from './fields.ts'
import { showDesk } from './shell.tsx'
import { type Acting, type Brought, goTo, keyField, seenField } from './visit.ts'

/** A case that does not exist for this post. */
export function noCasePage(visit: Acting): Promise<FastifyReply> {
  const t = caseTexts[visit.lang]
  return showDesk(visit, {
    title: t.noCase,
    status: statusOfCode('not-found'),
    children: (
      <Empty title={t.noCase}>
        {t.noCaseSays} <a href={visit.href('/desk/cases')}>{t.toList}</a>
      </Empty>
    ),
  })
}

/** After a move: that it is recorded, where, and what comes next. */
function Done({ visit, file }: CaseProps): ReactNode {
  const { lang, query, portal, me } = visit
  const t = caseTexts[lang]
  const seq = Number(query.get('done') ?? Number.NaN)
  const event = file.events.find((each) => each.seq === seq && each.by.post === me.actor?.post)
  if (!event) return null
  const index = file.indexes.get(seq)
  return (
    <Banner status="ok" lang={lang}>
      {t.done(moveTitle(file, event.transition, visit))}
      {lang === 'zh' ? '，' : ', '}
      {index === undefined ? (
        t.donePending
      ) : (
        <a href={portal.href(`/receipt/${index}`)}>{t.doneSays(formats[lang].number(index))}</a>
      )}
    </Banner>
  )
}

async function showCase(
  visit: Acting,
  file: DeskCase,
  doing: { readonly transition: string; readonly tried: Try | null } | null,
  status?: number,
): Promise<FastifyReply> {
  const { lang, portal } = visit
  const t = caseTexts[lang]
  const people = await CasePeople({ visit, file })
  const jumps = openMoves(file).length > 0 && doing === null
  const isDraw = file.procedure.id === drawProcedure
  return showDesk(visit, {
    title: file.line.seen.title,
    under: <Under visit={visit} file={file} />,
    ...(status === undefined ? {} : { status }),
    ...((jumps || isDraw) && {
      actions: (
        <>
          {isDraw ? (
            <LinkButton href={visit.href(`/desk/draws/${file.case.no}`)} look="second" compact>
              {deskDrawTexts[lang].ceremony}
            </LinkButton>
          ) : null}
          {jumps ? (
            <LinkButton href="#moves" look="second" compact>
              {t.jump}
            </LinkButton>
          ) : null}
        </>
      ),
    }),
    children: (
      <>
        <Done visit={visit} file={file} />
        <Where visit={visit} file={file} />
        <div className="split mt5">
          <div className="stack-l">
            {doing === null ? null : (
              <MoveForm visit={visit} file={file} transition={doing.transition} tried={doing.tried} />
            )}
            <Rounds visit={portal} file={file} />
            <EvidenceCards visit={visit} file={file} />
            <Facts visit={visit} file={file} />
            <Deadlines visit={portal} file={file} />
            <Draws visit={portal} file={file} />
            <Related visit={portal} file={file} />
          </div>
          <div className="stack">
            <CaseMoves visit={visit} file={file} current={doing?.transition ?? null} />
            {people}
            <section className="sheet pad">
              <Head>{t.actions}</Head>
              <p className="tiny quiet">{t.receipts}</p>
              <div className="mt3">
                <History
                  visit={portal}
                  procedure={file.procedure}
                  events={file.events}
                  indexes={file.indexes}
                  erased={file.erased}
                />
              </div>
            </section>
          </div>
        </div>
      </>
    ),
  })
}

/** One move out of a form. What is not carried out comes back with everything that was typed. */
async function move(visit: Acting, { form, isFresh }: Brought): Promise<FastifyReply> {
  const { engine, actor, site, lang, request } = visit
  const [no, transition] = [parameter(request, 'no'), parameter(request, 'transition')]
  const c = await storedCase(visit, no)
  if (!c || !lineFor(visit, c)) return noCasePage(visit)
  const p = procedureFor(engine, c)
  const fields = formOf(p, transition)
  const key = keyOf(one(form, keyField))
  const seen = Number(one(form, seenField) ?? Number.NaN)
  const { input, faults } = await inputOf(fields, form, site.context.evidence)
  const fileErrors = faults.map(({ field, says }) => ({ field, says: inLanguage(says, lang) }))

  const again = async (refusal: Refusal | null, isOld = false): Promise<FastifyReply> => {
    const file = await deskCase(visit, no)
    if (!file) return noCasePage(visit)
    const errors = [...fileErrors, ...errorsOf(fields, refusal?.faults ?? [], lang)]
    const typed = typedAgain(fields, form, input, errors)
    const tried: Try = { typed, refusal, seen: Number.isInteger(seen) ? seen : null, key, isOld }
    const status = statusOfCode(isOld ? 'forbidden' : (refusal?.code ?? 'invalid-input'))
    return showCase(visit, file, { transition, tried }, status)
  }

  if (!isFresh) return again(null, true)
  if (fileErrors.length > 0) return again(null)
  const result = await engine.submit({
    key,
    actor,
    transition,
    input,
    ...(Number.isInteger(seen) ? { seen } : {}),
    target: { no },
  })
  if (!result.ok) return again(result.refusal)
  const [first] = result.value.events
  return goTo(visit, `/desk/cases/${no}${first ? `?done=${first.seq}` : ''}`)
}

/** 案件: how far it is, what was said and seen, what may be done now and why the rest is closed. */
export function addCasePages(desk: Desk): void {
  desk.get('/desk/cases/:no', 'post', async (visit) => {
    const file = await deskCase(visit, parameter(visit.request, 'no'))
    if (!file) return noCasePage(visit)
    const asked = visit.query.get('do')
    const isOpen = openMoves(file).some(({ transition }) => transition === asked)
    return showCase(visit, file, asked !== null && isOpen ? { transition: asked, tried: null } : null)
  })
  desk.post('/desk/cases/:no/:transition', 'post', move, { keepsTyped: true })
}
