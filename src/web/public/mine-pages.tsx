import { Fragment, type ReactNode } from 'react'
import type { Evidence } from '../../kernel/field.ts'
import { inLanguage } from '../../kernel/text.ts'
import { HiddenFields, Submit } from '../parts/button.tsx'
import { Clock } from '../parts/clock.tsx'
import { EvidenceCard } from '../parts/evidence.tsx'
import { Field } from '../parts/field.tsx'
import { ErrorSummary, Form } from '../parts/form.tsx'
import { Gates } from '../parts/gate.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Banner, Chip } from '../parts/status.tsx'
import { DefinitionList, Note } from '../parts/table.tsx'
import { ProcedureLine } from '../parts/timeline.tsx'
import { capital } from '../text/sentence.ts'
import { texts } from '../text/texts.ts'
import { stateName, statusOf } from './case-line.ts'
import { CitizenFields, errorsOf, nothingTyped, type Typed } from './citizen-fields.tsx'
import { faceOf, nextClock } from './clock-face.ts'
import { FieldValue } from './field-value.tsx'
import { gatesOf } from './gates.ts'
import { History } from './history.tsx'
import { type OwnCase, type OwnMove, othersFiles, ownFiles, ownWords } from './mine-data.ts'
import { EraseOwn, type RefusedWish } from './mine-erase.tsx'
import { mineTexts } from './mine-text.ts'
import { stepsOf } from './steps.ts'
import { under, type Visit } from './visit.ts'

const trail = ({ lang, href }: Visit) => [{ href: href('/'), label: texts[lang].frame.home }, mineTexts[lang].title]

interface EnterProps {
  readonly visit: Visit
  /** What was typed, when it did not fit. */
  readonly no?: string
  readonly code?: string
  readonly isWrong: boolean
  readonly hasLeft: boolean
}

/** `/mine` for somebody who has not come with a code yet. */
export function MineEnter({ visit, no, code, isWrong, hasLeft }: EnterProps): ReactNode {
  const { frame, lang, href, log } = visit
  const t = mineTexts[lang]
  return (
    <PublicPage frame={frame} title={t.title} trail={trail(visit)} log={log}>
      <Wrap>
        <Title lede={t.enterLede}>{t.title}</Title>
        <div className="form mt5">
          {hasLeft ? (
            <Banner status="ok" lang={lang}>
              {t.left}
            </Banner>
          ) : null}
          <ErrorSummary errors={isWrong ? [{ field: 'code', says: t.wrong }] : []} lang={lang} />
          <Form action={href('/mine')}>
            <Field
              lang={lang}
              spec={{ kind: 'text', name: 'no', label: t.no, hint: t.noHint, required: true, ...(no && { value: no }) }}
            />
            <Field
              lang={lang}
              spec={{
                kind: 'text',
                name: 'code',
                label: t.code,
                hint: t.codeHint,
                required: true,
                ...(code && { value: code }),
                ...(isWrong && { error: t.wrong }),
              }}
            />
            <p>
              <Submit>{t.open}</Submit>
            </p>
          </Form>
          <Note>
            {t.lost} <a href={href('/wall')}>{t.lostLink}</a>
          </Note>
          <p>
            <a href={href('/report')}>{t.newLink}</a>
          </p>
        </div>
      </Wrap>
    </PublicPage>
  )
}

/** What was typed into one of the reporter's moves, when it was refused. */
export interface RefusedMove {
  readonly transition: string
  readonly typed: Typed
  readonly says: string
}

interface OwnProps {
  readonly visit: Visit
  readonly own: OwnCase
}

function MoveForm(
  props: OwnProps & { readonly move: OwnMove; readonly id: string; readonly refused: RefusedMove | null },
): ReactNode {
  const { visit, own, move, id, refused } = props
  const { lang, href } = visit
  const t = mineTexts[lang]
  const mine = refused?.transition === move.transition ? refused : null
  const typed = mine?.typed ?? nothingTyped
  const isAppeal = move.transition === 'appeal'
  return (
    <section className="sheet pad">
      <Head>{isAppeal ? t.appealTurn : t.yourTurn}</Head>
      <p className="quiet">{isAppeal ? t.appealTurnSays : t.yourTurnSays}</p>
      <div className="mt4">
        {mine === null ? null : (
          <ErrorSummary errors={errorsOf(move.fields, typed, visit)} lang={lang} says={mine.says} />
        )}
        <Form action={href(`/mine/${move.transition}`)} fields={{ id, seen: String(own.seen.seq) }} files>
          <CitizenFields visit={visit} fields={move.fields} typed={typed} />
          <p>
            <Submit>{t.send}</Submit>
          </p>
        </Form>
        {isAppeal ? null : <p className="small quiet mt3">{t.cannotUndo}</p>}
      </div>
    </section>
  )
}

function Where({ visit, own }: OwnProps): ReactNode {
  const { lang, say } = visit
  const { seen, procedure, events } = own
  const clock = nextClock(seen.clocks)
  const face = clock && faceOf(clock)
  const gates = gatesOf(seen)
  return (
    <section className="sheet pad mt5" aria-label={mineTexts[lang].now}>
      <div className="row between">
        <span className="row">
          <Chip status={statusOf(procedure, seen)} lang={lang} label={stateName(procedure, seen.state, lang)} />
          <Gates inPlace={gates.inPlace} satisfied={gates.satisfied} lang={lang} />
        </span>
        {clock && face ? <Clock face={face} lang={lang} label={capital(inLanguage(clock.title, lang))} /> : null}
      </div>
      <div className="mt5">
        <ProcedureLine steps={stepsOf(visit, procedure, events)} lang={lang} label={say(procedure.declaration.title)} />
      </div>
    </section>
  )
}

function Files(props: { visit: Visit; title: string; files: readonly Evidence[] }): ReactNode {
  const { visit, title, files } = props
  const { lang, href } = visit
  if (files.length === 0) return null
  return (
    <>
      <h3 className="mt4">{title}</h3>
      <div className="grid mt3">
        {files.map(({ sha256, name, type }) => (
          <EvidenceCard
            key={sha256}
            lang={lang}
            level={4}
            item={{
              title: name,
              href: href(`/mine/evidence/${sha256}`),
              fingerprint: `${sha256.slice(0, 6)}…${sha256.slice(-4)}`,
              ...(type.startsWith('image/') && { photo: { src: href(`/mine/evidence/${sha256}`), alt: name } }),
            }}
          />
        ))}
      </div>
    </>
  )
}

function OwnWords({ visit, own }: OwnProps): ReactNode {
  const { lang, format } = visit
  const t = mineTexts[lang]
  return (
    <section>
      <Head>{t.own}</Head>
      {ownWords(own).map((event) => (
        <Fragment key={event.seq}>
          <p className="small quiet">{t.ownOn(format.fullDay(event.on))}</p>
          <div className="mt3">
            <DefinitionList
              entries={Object.entries(event.input).flatMap(([name, value]) => {
                const field = own.procedure.fields[name]
                if (!field || value === null || field.see === 'public' || field.kind === 'evidence') return []
                return [
                  {
                    term: inLanguage(field.title, lang),
                    value: <FieldValue key={name} visit={under(visit, own.procedure)} field={field} value={value} />,
                  },
                ]
              })}
            />
          </div>
        </Fragment>
      ))}
      <Files visit={visit} title={t.files} files={ownFiles(own)} />
      <Files visit={visit} title={t.othersFiles} files={othersFiles(own)} />
    </section>
  )
}

interface MineProps extends OwnProps {
  /** A key for each form on the page. */
  readonly id: string
  readonly refused: RefusedMove | null
  readonly refusedWish?: RefusedWish
  readonly did: boolean
}

/** `/mine` for somebody who came with his code: is it dealt with, and am I satisfied? */
export function MinePage({ visit, own, id, refused, refusedWish, did }: MineProps): ReactNode {
  const { frame, lang, href, log, format } = visit
  const t = mineTexts[lang]
  const { seen, procedure, moves } = own
  const about = ownWords(own)[0]?.input.about
  const due = nextClock(seen.clocks)?.lastDay ?? null
  return (
    <PublicPage frame={frame} title={t.title} trail={trail(visit)} log={log}>
      <Wrap>
        <Title
          lede={t.lede(seen.no)}
          side={
            <form className="inline" action={href('/mine/leave')} method="post">
              <HiddenFields of={{}} />
              <Submit look="second" compact>
                {t.leave}
              </Submit>
            </form>
          }
        >
          {typeof about === 'string' ? about : seen.title}
        </Title>
        {did ? (
          <Banner status="ok" lang={lang}>
            {t.did}
          </Banner>
        ) : null}
        <Where visit={visit} own={own} />
        <div className="split mt6">
          <div className="stack-l">
            {moves.map((move) => (
              <MoveForm key={move.transition} visit={visit} own={own} move={move} id={id} refused={refused} />
            ))}
            {moves.length > 0 ? null : (
              <section>
                <Head>{t.now}</Head>
                <p>
                  {t.nothing} {due === null ? null : t.wait(format.fullDay(due))}
                </p>
              </section>
            )}
            <OwnWords visit={visit} own={own} />
            <EraseOwn visit={visit} own={own} refused={refusedWish ?? null} />
            <section>
              <Head>{t.public}</Head>
              {own.isPublic ? (
                <p>
                  <a href={href(`/cases/${seen.no}`)}>{t.publicLink}</a>
                </p>
              ) : (
                <p className="quiet">{t.notPublic}</p>
              )}
            </section>
          </div>
          <section>
            <Head>{t.history}</Head>
            <History
              visit={visit}
              procedure={procedure}
              events={own.events}
              indexes={own.indexes}
              erased={own.erased}
            />
          </section>
        </div>
      </Wrap>
    </PublicPage>
  )
}
