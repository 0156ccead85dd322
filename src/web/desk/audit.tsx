import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { allErasureRequests } from '../../engine/erasure.ts'
import { isUuid } from '../../engine/uuid.ts'
import { accountNames } from '../../store/accounts.ts'
import { type AdminEvent, adminEvents } from '../../store/admin-events.ts'
import type { ErasureRequest } from '../../store/erasure.ts'
import { LinkButton } from '../parts/button.tsx'
import { Empty } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Note, Table } from '../parts/table.tsx'
import { formats } from '../text/format.ts'
import { adminTexts } from './admin-text.ts'
import type { Desk } from './doors.ts'
import { fieldNames, groundWords, listed } from './erase-parts.tsx'
import { eraseTexts } from './erase-text.ts'
import { stateOfErasure } from './erasures.ts'
import { showDesk } from './shell.tsx'
import type { Visit } from './visit.ts'

const pageSize = 100

/** Values of what an act was about, in the order in which they were written: accounts by their names, no other id. */
function aboutWords(event: AdminEvent, people: ReadonlyMap<string, string>): string {
  return Object.entries(event.about)
    .filter(([, value]) => value !== null && value !== '')
    .map(([, value]) =>
      typeof value === 'string' ? (people.get(value) ?? (isUuid(value) ? '' : value)) : JSON.stringify(value),
    )
    .filter((words) => words !== '')
    .join(' · ')
}

function actName(act: string, { lang }: Visit): string {
  const acts: Readonly<Record<string, string>> = adminTexts[lang].acts
  return acts[act] ?? act
}

async function Readings({ visit }: { readonly visit: Visit }): Promise<ReactNode> {
  const { lang, site, engine } = visit
  const t = adminTexts[lang]
  const readings = await site.context.engine.unsealing.readings()
  const people = await accountNames(
    engine.db,
    readings.flatMap(({ askedBy, agreedBy }) => [askedBy, agreedBy]),
  )
  const when = (at: Date) => formats[lang].fullMoment(at.getTime(), engine.programme.timeZone)
  return (
    <section>
      <Head>{t.readings(readings.length)}</Head>
      <p className="small quiet">{t.readingsNote}</p>
      {readings.length === 0 ? null : (
        <Table
          caption={t.readings(readings.length)}
          columns={[
            { title: t.when, heading: true },
            { title: t.case },
            { title: t.by },
            { title: t.agreed },
            { title: t.reason },
          ]}
          rows={readings.map(({ id, at, caseNo, askedBy, agreedBy, reason }) => ({
            key: id,
            cells: [when(at), caseNo, people.get(askedBy) ?? '', people.get(agreedBy) ?? '', reason],
          }))}
        />
      )}
    </section>
  )
}

interface DecisionProps {
  readonly visit: Visit
  readonly request: ErasureRequest
  readonly by: string
}

/** Who decided what, why not where it was refused, and where the public log says so. */
function Decision({ visit: { lang, href }, request, by }: DecisionProps): ReactNode {
  const t = eraseTexts[lang]
  const { index, answer } = request
  return (
    <>
      {by} {t.state[stateOfErasure(request)]}
      {answer === null ? null : <div className="small quiet">{answer}</div>}
      {index === null ? null : (
        <div className="small">
          <a href={href(`/receipt/${index}`)}>{t.entry(formats[lang].number(index))}</a>
        </div>
      )}
    </>
  )
}

async function Erasures({ visit }: { readonly visit: Visit }): Promise<ReactNode> {
  const { lang, engine } = visit
  const [t, texts] = [adminTexts[lang], eraseTexts[lang]]
  const requests = await allErasureRequests(engine)
  const [names, people] = await Promise.all([
    fieldNames(visit, requests),
    accountNames(
      engine.db,
      requests.flatMap(({ askedBy, decidedBy }) => [askedBy, decidedBy ?? []].flat()),
    ),
  ])
  const when = (at: Date) => formats[lang].fullMoment(at.getTime(), engine.programme.timeZone)
  return (
    <section>
      <Head>{texts.audit(requests.length)}</Head>
      <p className="small quiet">{texts.auditNote}</p>
      {requests.length === 0 ? null : (
        <Table
          caption={texts.audit(requests.length)}
          columns={[
            { title: t.when, heading: true },
            { title: t.case },
            { title: t.by },
            { title: texts.decision },
            { title: texts.which },
            { title: t.reason },
          ]}
          rows={requests.map((request) => ({
            key: request.id,
            cells: [
              when(request.askedAt),
              request.caseNo,
              people.get(request.askedBy) ?? '',
              <Decision key="d" visit={visit} request={request} by={people.get(request.decidedBy ?? '') ?? ''} />,
              listed(lang, names(request.caseNo, request.fields)),
              `${groundWords(visit, request.ground)}${lang === 'zh' ? '。' : '. '}${request.reason}`,
            ],
          }))}
        />
      )}
    </section>
  )
}

async function showAudit(visit: Visit): Promise<FastifyReply> {
  const { lang, engine, query, href } = visit
  const t = adminTexts[lang]
  const before = query.get('before')
  const find = query.get('q')?.trim().slice(0, 60) ?? ''
  const from = isUuid(before) ? before : null
  const events = await adminEvents(engine.db, engine.programme.region, from, find, pageSize + 1)
  const shown = events.slice(0, pageSize)
  const people = await accountNames(
    engine.db,
    shown.flatMap(({ account, about }) => [account, ...Object.values(about)].filter(isUuid)),
  )
  const when = (at: Date) => formats[lang].fullMoment(at.getTime(), engine.programme.timeZone)
  const last = shown.at(-1)
  return showDesk(visit, {
    title: t.audit,
    children: (
      <div className="stack">
        <Note tone="blue">{t.auditNote}</Note>
        {shown.length === 0 ? (
          <Empty title={t.none}>{t.noneSays}</Empty>
        ) : (
          <Table
            caption={t.audit}
            columns={[{ title: t.when, heading: true }, { title: t.who }, { title: t.what }, { title: t.about }]}
            rows={shown.map((event) => ({
              key: event.id,
              cells: [
                when(event.at),
                event.account === null ? t.cli : (people.get(event.account) ?? event.account),
                actName(event.act, visit),
                aboutWords(event, people),
              ],
            }))}
          />
        )}
        {events.length > pageSize && last ? (
          <p>
            <LinkButton
              href={href(
                `/desk/admin/audit?${new URLSearchParams({ before: last.id, ...(find !== '' && { q: find }) })}`,
              )}
              look="second"
              compact
            >
              {t.older}
            </LinkButton>
          </p>
        ) : null}
        {await Readings({ visit })}
        {await Erasures({ visit })}
      </div>
    ),
  })
}

/** What the audit administrator reads: every act of the others, and every identity that was opened. */
export function addAuditPage(desk: Desk): void {
  desk.get('/desk/admin/audit', 'audit', showAudit)
}
