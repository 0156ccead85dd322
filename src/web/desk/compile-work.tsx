import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { kindNames } from '../../compiler/kind.ts'
import { withAdded } from '../../engine/review-matter.ts'
import type { Reviewed } from '../../engine/review-state.ts'
import { statusOfCode } from '../../http/problem.ts'
import type { Refusal } from '../../kernel/result.ts'
import { inLanguage } from '../../kernel/text.ts'
import { LinkButton, Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { ErrorSummary, Form } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Banner, Chip } from '../parts/status.tsx'
import { citeOf, type Dossier, pathOf, sentencePath, titleOf } from './compile-data.ts'
import { answersOf, type Carried, carriedOf, DecideForm } from './compile-decide.tsx'
import { FindingList, MatterView, ProgressPanel, SourceText, standingLook, WhoSaid } from './compile-parts.tsx'
import { compileTexts } from './compile-text.ts'
import { showDesk } from './shell.tsx'
import { type Acting, guarded, seenField } from './visit.ts'

interface OneProps {
  readonly visit: Acting
  readonly dossier: Dossier
  readonly one: Reviewed
}

/** What another person decided, to be countersigned or given back; or changed, which asks for his own second person. */
function SecondForm({
  visit,
  dossier,
  one,
  refusal,
  carried,
}: OneProps & { readonly refusal: Refusal | null; readonly carried: Carried | null }): ReactNode {
  const { lang, href, actor } = visit
  const t = compileTexts[lang]
  const isMine = one.decided?.person === actor.person
  const mayAgree = one.standing === 'decided' && !isMine
  const hidden = guarded(visit, { s: one.subject, [seenField]: one.last?.id ?? '' })
  const { kind, testable } = one.decision ?? one.sentence
  const fault = refusal?.faults?.find(({ field }) => field === 'reason')
  return (
    <>
      {one.decision?.did === 'principle'
        ? null
        : withAdded(one.matters, one.decision).map((matter, at) => (
            <MatterView key={matter.id} visit={visit} matter={matter} answers={answersOf(one, at)} at={null} />
          ))}
      <p>{`${inLanguage(kindNames[kind], lang)}${lang === 'zh' ? '，' : ', '}${testable ? t.yes : t.no}`}</p>
      {isMine && one.standing === 'decided' ? <p className="small quiet">{t.own}</p> : null}
      {mayAgree ? (
        <>
          <Form action={href(pathOf(dossier, '/agree'))} fields={hidden}>
            <p>
              <Submit letter="c">{t.agree}</Submit>
            </p>
          </Form>
          <details open={fault !== undefined}>
            <summary>{t.giveBack}</summary>
            <Form action={href(pathOf(dossier, '/return'))} fields={hidden}>
              <Field
                lang={lang}
                spec={{
                  name: 'reason',
                  label: t.reason,
                  required: true,
                  kind: 'text',
                  max: 500,
                  ...(fault && { error: inLanguage(fault.says, lang) }),
                }}
              />
              <p>
                <Submit look="warn">{t.giveBack}</Submit>
              </p>
            </Form>
          </details>
        </>
      ) : null}
      <details open={carried !== null}>
        <summary>{t.change}</summary>
        <p className="small quiet">{t.changeSays}</p>
        <DecideForm visit={visit} dossier={dossier} one={one} keyed={false} carried={carried} />
      </details>
    </>
  )
}

/** The neighbours among the sentences to be decided, for 上一句 and 下一句. */
function neighbours({ reviewed }: Dossier, one: Reviewed) {
  const { start } = one.sentence
  const asked = reviewed.filter(({ isAsked, standing }) => isAsked || standing !== 'open')
  return {
    previous: asked.findLast(({ sentence }) => sentence.start < start),
    next: asked.find(({ sentence }) => sentence.start > start),
  }
}

/** 编译与校对: one sentence, what it obliges to, and where each answer comes from. */
export async function showWork(
  visit: Acting,
  dossier: Dossier,
  one: Reviewed,
  refusal: Refusal | null = null,
  carried: Carried | null = null,
): Promise<FastifyReply> {
  const { lang, href, query, site } = visit
  const t = compileTexts[lang]
  const { previous, next } = neighbours(dossier, one)
  const left = dossier.waiting.length
  const cite = citeOf(dossier, one, visit)
  const isFirst = one.standing === 'open' || one.standing === 'returned'
  const step = (of: Reviewed | undefined, label: string, letter: string) =>
    of ? (
      <LinkButton href={href(sentencePath(dossier, of))} look="second" compact letter={letter}>
        {label}
      </LinkButton>
    ) : null
  return showDesk(visit, {
    title: t.title,
    under: left === 0 ? t.atNone(cite) : t.at(cite, left),
    script: site.scripts.compile,
    ...(refusal === null ? {} : { status: statusOfCode(refusal.code) }),
    actions: (
      <>
        {step(previous, t.previous, 'k')}
        {step(next, t.next, 'j')}
      </>
    ),
    children: (
      <div className="stack">
        {query.has('done') && refusal === null ? (
          <Banner status="ok" lang={lang}>
            {t.saved}
          </Banner>
        ) : null}
        {refusal === null ? null : (
          <ErrorSummary
            lang={lang}
            errors={(refusal.faults ?? []).map(({ field, says }) => ({ field, says: inLanguage(says, lang) }))}
            says={inLanguage(refusal.says, lang)}
          />
        )}
        <div className="workshop">
          <SourceText visit={visit} dossier={dossier} one={one} />
          <section className="stack">
            <Head side={<Chip status={standingLook[one.standing]} lang={lang} label={t.standing[one.standing]} />}>
              {t.matters(carriedOf(visit, one, carried).matters.length)}
            </Head>
            <p className="small quiet">{t.mattersSide}</p>
            <WhoSaid visit={visit} one={one} />
            {isFirst ? (
              <DecideForm visit={visit} dossier={dossier} one={one} keyed carried={carried} />
            ) : (
              <SecondForm visit={visit} dossier={dossier} one={one} refusal={refusal} carried={carried} />
            )}
            <p className="small quiet" hidden data-legend>
              {t.keys}
            </p>
          </section>
          <div className="stack">
            <FindingList visit={visit} one={one} />
            <ProgressPanel visit={visit} dossier={dossier}>
              <p className="small mt3" lang="zh-CN">
                {titleOf(dossier, visit)}
              </p>
              <p className="small">
                <a href={href(pathOf(dossier, '/all'))}>{t.all}</a>
              </p>
            </ProgressPanel>
          </div>
        </div>
      </div>
    ),
  })
}
