import { randomUUID } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { openingsFor } from '../../engine/moves.ts'
import { statusOfCode } from '../../http/problem.ts'
import type { Procedure } from '../../kernel/bind.ts'
import type { Refusal } from '../../kernel/result.ts'
import { inLanguage } from '../../kernel/text.ts'
import { LinkButton, Moves, Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Empty, Form } from '../parts/form.tsx'
import { Note } from '../parts/table.tsx'
import { parameter } from '../public/visit.ts'
import { inputOf, one } from '../site/form.ts'
import { bilingual } from '../text/bilingual.ts'
import { formOf, keyOf, Refused, type Try } from './case-form.tsx'
import { caseTexts } from './case-text.ts'
import { leadsTo } from './consequence.ts'
import type { Desk } from './doors.ts'
import { DraftNote, DraftOffer, draftName } from './draft.tsx'
import { errorsOf, hasFiles, nothingTyped, specsFor, startingWith, typedAgain } from './fields.ts'
import { showDesk } from './shell.tsx'
import { type Acting, type Brought, goTo, guarded, keyField } from './visit.ts'

const texts = bilingual(
  {
    title: '新开一件',
    under: '本岗位可以新开的',
    none: '本岗位不能新开',
    noneSays: '新开一件由督查、受理等岗位来做。要反映问题，走首页的“我要反映”。',
    no: '本岗位不能开这一种',
  },
  {
    title: 'Open a case',
    under: 'what your post may open',
    none: 'Your post opens no cases',
    noneSays: 'Cases are opened by inspection, intake and other posts. Anybody can report a problem on the first page.',
    no: 'Your post does not open this kind',
  },
)

interface Opening {
  readonly procedure: Procedure
  readonly transition: string
}

const nothing = { state: '', data: {} }

function openingOf(visit: Acting): Opening | null {
  const [procedure, transition] = [parameter(visit.request, 'procedure'), parameter(visit.request, 'transition')]
  return (
    openingsFor(visit.engine, visit.actor).find(
      (opening) => opening.procedure.id === procedure && opening.transition === transition,
    ) ?? null
  )
}

function showOpenings(visit: Acting): Promise<FastifyReply> {
  const { engine, actor, lang, href } = visit
  const t = texts[lang]
  const openings = openingsFor(engine, actor)
  return showDesk(visit, {
    title: t.title,
    under: t.under,
    children:
      openings.length === 0 ? (
        <Empty title={t.none}>{t.noneSays}</Empty>
      ) : (
        <div className="stack">
          {openings.map(({ procedure: p, transition }) => (
            <section key={`${p.id}/${transition}`} className="sheet pad">
              <p className="small quiet">{inLanguage(p.declaration.title, lang)}</p>
              <p className="measure">{inLanguage(p.declaration.summary, lang)}</p>
              <Moves
                lang={lang}
                moves={[
                  {
                    label: inLanguage(p.declaration.transitions[transition]?.title ?? p.declaration.title, lang),
                    says: leadsTo(p, nothing, transition, lang, engine.procedure),
                    href: href(`/desk/new/${p.id}/${transition}`),
                    look: 'main',
                  },
                ]}
              />
            </section>
          ))}
        </div>
      ),
  })
}

/** The form of an opening. A clause in the address is put in: a sentence of the plan leads here. */
function showOpening(visit: Acting, opening: Opening, tried: Try | null, status?: number): Promise<FastifyReply> {
  const { lang, href, engine, query } = visit
  const t = caseTexts[lang]
  const { procedure: p, transition } = opening
  const fields = formOf(p, transition)
  const title = inLanguage(p.declaration.transitions[transition]?.title ?? p.declaration.title, lang)
  const clause = query.get('clause')
  const field = p.declaration.shows.clause
  const start =
    clause === null || field === undefined ? nothingTyped : startingWith({ [field]: clause.slice(0, 64) }, [field])
  const between = lang === 'zh' ? '。' : '. '
  return showDesk(visit, {
    title,
    under: inLanguage(p.declaration.title, lang),
    ...(status === undefined ? {} : { status }),
    children: (
      <>
        {tried === null ? null : <Refused visit={visit} p={p} tried={tried} />}
        <Form
          action={href(`/desk/new/${p.id}/${transition}`)}
          fields={guarded(visit, { [keyField]: tried?.key ?? randomUUID() })}
          files={hasFiles(fields)}
          {...draftName(visit, fields, `new/${p.id}/${transition}`)}
        >
          <DraftOffer lang={lang} />
          {specsFor(visit, fields, tried?.typed ?? start).map((spec) => (
            <Field key={spec.name} spec={spec} lang={lang} />
          ))}
          <Note tone="blue">
            <b>{t.follows}</b>
            {between === '。' ? '：' : ': '}
            {leadsTo(p, nothing, transition, lang, engine.procedure)}
            {between}
            {t.final}
          </Note>
          <DraftNote lang={lang} />
          <p className="row">
            <Submit>{t.submit(title)}</Submit>
            <LinkButton href={href('/desk/new')} look="plain">
              {t.cancel}
            </LinkButton>
          </p>
        </Form>
      </>
    ),
  })
}

function notHis(visit: Acting): Promise<FastifyReply> {
  const t = texts[visit.lang]
  return showDesk(visit, {
    title: t.no,
    status: statusOfCode('not-your-part'),
    children: <Empty title={t.no}>{t.noneSays}</Empty>,
  })
}

async function open(visit: Acting, { form, isFresh }: Brought): Promise<FastifyReply> {
  const { engine, actor, lang, site } = visit
  const opening = openingOf(visit)
  if (!opening) return notHis(visit)
  const { procedure, transition } = opening
  const fields = formOf(procedure, transition)
  const key = keyOf(one(form, keyField))
  const { input, faults } = await inputOf(fields, form, site.context.evidence)
  const fileErrors = faults.map(({ field, says }) => ({ field, says: inLanguage(says, lang) }))
  const again = (refusal: Refusal | null, isOld = false) => {
    const errors = [...fileErrors, ...errorsOf(fields, refusal?.faults ?? [], lang)]
    const tried: Try = { typed: typedAgain(fields, form, input, errors), refusal, seen: null, key, isOld }
    return showOpening(visit, opening, tried, statusOfCode(isOld ? 'forbidden' : (refusal?.code ?? 'invalid-input')))
  }
  if (!isFresh) return again(null, true)
  if (fileErrors.length > 0) return again(null)
  const target = { open: { procedure: procedure.id, region: actor.region, parent: null } }
  const result = await engine.submit({ key, actor, transition, input, target })
  return result.ok ? goTo(visit, `/desk/cases/${result.value.case.no}?done=0`) : again(result.refusal)
}

/** 新开一件: the openings that the post may make, each with its declared form. */
export function addNewPages(desk: Desk): void {
  desk.get('/desk/new', 'post', showOpenings)
  desk.get('/desk/new/:procedure/:transition', 'post', (visit) => {
    const opening = openingOf(visit)
    return opening ? showOpening(visit, opening, null) : notHis(visit)
  })
  desk.post('/desk/new/:procedure/:transition', 'post', open, { keepsTyped: true })
}
