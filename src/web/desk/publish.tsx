import type { FastifyReply } from 'fastify'
import { zipSync } from 'fflate'
import type { ReactNode } from 'react'
import { publish } from '../../engine/publication.ts'
import { say } from '../../engine/review.ts'
import {
  type Carried,
  planPrint,
  programmeFiles,
  type SettingFault,
  settingFaults,
  settingsSubject,
} from '../../engine/review-files.ts'
import { statusOfCode } from '../../http/problem.ts'
import type { Refusal } from '../../kernel/result.ts'
import { inLanguage } from '../../kernel/text.ts'
import { LinkButton } from '../parts/button.tsx'
import { ErrorSummary } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Banner } from '../parts/status.tsx'
import { Note } from '../parts/table.tsx'
import { Timeline } from '../parts/timeline.tsx'
import { one as sent } from '../site/form.ts'
import { type Dossier, gapsOf, pathOf, titleOf } from './compile-data.ts'
import { mappingOfNext, nextEdition, noticesOfNext } from './next-edition.ts'
import { PublishHere, targetHere } from './publish-here.tsx'
import {
  type Brought as BroughtSettings,
  type Known,
  knownSettings,
  SecondSettings,
  SettingsForm,
  settingsIn,
} from './publish-settings.tsx'
import { publishTexts } from './publish-text.ts'
import { showDesk } from './shell.tsx'
import { type Acting, type Brought, goTo, seenField } from './visit.ts'

/** Whether every sentence and the settings are decided and countersigned. */
const isReady = ({ progress }: Dossier, { said }: Known) =>
  progress.asked > 0 && progress.agreed === progress.asked && said.standing === 'agreed'

const notMapped: Refusal = {
  code: 'condition-not-met',
  says: [publishTexts.zh.notMapped, publishTexts.en.notMapped],
}

const notReady: Refusal = {
  code: 'condition-not-met',
  says: [publishTexts.zh.notReady, publishTexts.en.notReady],
}

/** The files of the plan; of the next edition with what it takes over from the one in force. */
const filesOf = ({ draft, compiled, reviewed }: Dossier, { settings }: Known, carried: Carried | null) =>
  programmeFiles(draft, compiled, reviewed, settings, carried)

interface Props {
  readonly visit: Acting
  readonly dossier: Dossier
  readonly known: Known
}

function Steps({ visit: { lang }, dossier: { progress }, known: { said } }: Props): ReactNode {
  const t = publishTexts[lang]
  const look = (isDone: boolean) => (isDone ? ('ok' as const) : ('none' as const))
  const left = (title: string, n: number) => ({ title, status: look(n === 0), text: t.sentencesLeft(n) })
  const step = (title: string, isDone: boolean) => ({ title, status: look(isDone), text: isDone ? t.done : t.notYet })
  return (
    <Timeline
      lang={lang}
      items={[
        left(t.steps.decided, progress.asked - progress.decided),
        left(t.steps.agreed, progress.asked - progress.agreed),
        step(t.steps.settings, said.decided !== null),
        step(t.steps.settingsAgreed, said.standing === 'agreed'),
      ]}
    />
  )
}

/** What is typed at the server for another instance (docs/operations.md). */
const commands = {
  start: 'LUOSHI_DATA=./data-new LUOSHI_DEMO=0 npm start',
  account: 'LUOSHI_DATA=./data-new LUOSHI_DEMO=0 ./luoshi account create --login admin --name admin --admin system',
  files: 'LUOSHI_PROGRAMME=programmes/anlan-2018',
} as const

/** The same, folded: the office reads what to ask for, not what to type. */
function ForOperators({ visit: { lang } }: Pick<Props, 'visit'>): ReactNode {
  const t = publishTexts[lang]
  return (
    <details className="mt4 small">
      <summary>{t.operators}</summary>
      {(['start', 'account', 'files'] as const).map((step) => (
        <div key={step} className="mt3">
          <p>{t.commands[step]}</p>
          <p className="mono">{commands[step]}</p>
        </div>
      ))}
      <p className="mt3 quiet">{t.manual}</p>
    </details>
  )
}

function Download({ visit, dossier, known }: Props): ReactNode {
  const { lang, href } = visit
  const t = publishTexts[lang]
  const { gaps, filled } = gapsOf(dossier.reviewed)
  return (
    <section className="sheet pad">
      <Head>{t.files}</Head>
      {isReady(dossier, known) ? (
        <>
          <p className="row">
            <LinkButton href={href(pathOf(dossier, '/programme.zip'))}>{t.download}</LinkButton>
          </p>
          <p className="small mono">{t.print(planPrint(dossier.draft))}</p>
        </>
      ) : (
        <p className="small">{t.notReady}</p>
      )}
      {gaps > filled ? <p className="small quiet">{t.gaps(gaps - filled)}</p> : null}
      <h3 className="mt5">{t.how}</h3>
      <ol>
        {t.howSteps.map((step) => (
          <li key={step} className="small">
            {step}
          </li>
        ))}
      </ol>
      <ForOperators visit={visit} />
    </section>
  )
}

interface Tried extends BroughtSettings {
  readonly faults: readonly SettingFault[]
}

/** 公布: what is still wanted, the settings, and the files of the programme once both persons have signed. */
export async function showPublish(
  visit: Acting,
  dossier: Dossier,
  tried: Tried | null = null,
  refusal: Refusal | null = null,
): Promise<FastifyReply> {
  const { lang, query } = visit
  const t = publishTexts[lang]
  const known = knownSettings(visit, dossier)
  const shown = { ...known, ...tried }
  const status = tried ? statusOfCode('invalid-input') : refusal ? statusOfCode(refusal.code) : 200
  const said = query.get('said')
  const target = await targetHere(visit, known.settings)
  const next = target?.kind === 'edition' ? await nextEdition(visit, dossier) : null
  return showDesk(visit, {
    title: t.title,
    under: <span lang="zh-CN">{titleOf(dossier, visit)}</span>,
    status,
    children: (
      <div className="stack">
        {status === 200 && (said === 'changed' || said === 'agreed' || said === 'published') ? (
          <Banner status="ok" lang={lang}>
            {t[said]}
          </Banner>
        ) : null}
        {refusal === null ? null : <ErrorSummary errors={[]} lang={lang} says={inLanguage(refusal.says, lang)} />}
        <Note tone="blue">{t.note}</Note>
        <div className="split">
          <div className="stack">
            <SecondSettings visit={visit} dossier={dossier} known={known} faults={[]} />
            <SettingsForm visit={visit} dossier={dossier} known={shown} faults={tried?.faults ?? []} />
          </div>
          <div className="stack">
            <section className="sheet pad">
              <Steps visit={visit} dossier={dossier} known={known} />
            </section>
            <PublishHere
              visit={visit}
              dossier={dossier}
              known={known}
              target={target}
              next={next}
              isReady={isReady(dossier, known)}
            />
            <Download visit={visit} dossier={dossier} known={known} />
          </div>
        </div>
      </div>
    ),
  })
}

/** Decides the settings, or shows again what cannot be used. */
export async function decideSettings(visit: Acting, dossier: Dossier, { form }: Brought): Promise<FastifyReply> {
  const brought = settingsIn(dossier, form)
  const { settings } = brought
  const faults = settingFaults(settings)
  if (faults.length > 0) return showPublish(visit, dossier, { ...brought, faults })
  const saying = {
    subject: settingsSubject,
    seen: sent(form, seenField) ?? '',
    act: 'decide',
    decision: settings,
  } as const
  const result = await say(visit.engine, visit.actor, dossier.draft.id, saying)
  return result.ok
    ? goTo(visit, pathOf(dossier, '/publish?said=changed&done=1'))
    : showPublish(visit, dossier, null, result.refusal)
}

export async function agreeSettings(visit: Acting, dossier: Dossier, { form }: Brought): Promise<FastifyReply> {
  const saying = { subject: settingsSubject, seen: sent(form, seenField) ?? '', act: 'agree' } as const
  const result = await say(visit.engine, visit.actor, dossier.draft.id, saying)
  return result.ok
    ? goTo(visit, pathOf(dossier, '/publish?said=agreed'))
    : showPublish(visit, dossier, null, result.refusal)
}

/** What the next edition of the plan that runs brings besides its files; nothing for a first plan. */
async function nextOf(visit: Acting, dossier: Dossier, known: Known) {
  const target = await targetHere(visit, known.settings)
  const next = target?.kind === 'edition' ? await nextEdition(visit, dossier) : null
  const mapping = next === null ? {} : mappingOfNext(next)
  return {
    next,
    mapping,
    carried: next === null ? null : { running: visit.engine.programme, mapping },
    notices: next === null ? [] : noticesOfNext(visit, next, known.settings.edition),
  }
}

/** Puts the plan in force here, and lets the server take it over. */
export async function publishHere(visit: Acting, dossier: Dossier): Promise<FastifyReply> {
  const { engine, actor, site } = visit
  const known = knownSettings(visit, dossier)
  const { takeOver } = site.context
  if (!takeOver || !isReady(dossier, known)) return showPublish(visit, dossier, null, notReady)
  const { next, mapping, carried, notices } = await nextOf(visit, dossier, known)
  if (next !== null && (next.pairsLeft > 0 || !next.isMapped)) return showPublish(visit, dossier, null, notMapped)
  const files = filesOf(dossier, known, carried)
  const result = await publish(engine, actor, { draft: dossier.draft.id, files, mapping, notices }, takeOver)
  if (!result.ok) return showPublish(visit, dossier, null, result.refusal)
  takeOver.now()
  return goTo(visit, pathOf(dossier, '/publish?said=published'))
}

/** Files are dated alike, so that the same plan gives the same bytes. */
const mtime = '1980-01-01'

/** The programme as one file; the page that says what is wanted where it is not ready. */
export async function sendProgramme(visit: Acting, dossier: Dossier): Promise<FastifyReply> {
  const known = knownSettings(visit, dossier)
  if (!isReady(dossier, known)) return showPublish(visit, dossier, null, notReady)
  const { id } = known.settings
  const { carried } = await nextOf(visit, dossier, known)
  const files = filesOf(dossier, known, carried)
  const packed = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`${id}/${name}`, Buffer.from(text, 'utf8')]),
  )
  return visit.reply
    .type('application/zip')
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${id}.zip"`)
    .send(Buffer.from(zipSync(packed, { mtime })))
}
