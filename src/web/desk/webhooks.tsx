import type { FastifyReply } from 'fastify'
import { isUuid } from '../../engine/uuid.ts'
import { statusOfCode } from '../../http/problem.ts'
import { type Fields, text } from '../../kernel/field.ts'
import type { Refusal } from '../../kernel/result.ts'
import { type Webhook, webhooks } from '../../store/webhooks.ts'
import { HiddenFields, LinkButton, Submit } from '../parts/button.tsx'
import { Empty } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Chip } from '../parts/status.tsx'
import { Note, Table } from '../parts/table.tsx'
import { one } from '../site/form.ts'
import { formats } from '../text/format.ts'
import type { Desk } from './doors.ts'
import { nothingTyped, type Typed } from './fields.ts'
import { showDesk } from './shell.tsx'
import { readSmall, SmallForm } from './small-form.tsx'
import { goTo, guarded, type Visit } from './visit.ts'
import { webhookTexts as texts } from './webhook-text.ts'

const path = '/desk/admin/webhooks'
const mostListed = 100

const fields: Fields = {
  url: text({
    title: [texts.zh.url, texts.en.url],
    hint: [texts.zh.urlHint, texts.en.urlHint],
    see: 'staff',
    max: 500,
  }),
}

interface Tried {
  readonly typed: Typed
  readonly refusal: Refusal | null
}

function State({ visit, of }: { readonly visit: Visit; readonly of: Webhook }) {
  const { lang } = visit
  const t = texts[lang]
  const because: Readonly<Record<string, string>> = { gone: t.gone, 'given-up': t.givenUp }
  if (of.endedAt !== null) {
    return <Chip status="none" lang={lang} label={because[of.endedBecause ?? ''] ?? t.ended} bare />
  }
  if (of.failures > 0) return <Chip status="late" lang={lang} label={t.failing(of.failures)} bare />
  return <Chip status="ok" lang={lang} label={t.live} bare />
}

function List({ visit, all }: { readonly visit: Visit; readonly all: readonly Webhook[] }) {
  const { lang, href, engine } = visit
  const t = texts[lang]
  const when = (at: Date) => formats[lang].fullMoment(at.getTime(), engine.programme.timeZone)
  return (
    <Table
      caption={t.list}
      columns={[
        { title: t.columns.url, heading: true },
        { title: t.columns.since },
        { title: t.columns.last },
        { title: t.columns.state },
        { title: t.columns.act },
      ]}
      rows={all.map((hook) => ({
        key: hook.id,
        cells: [
          <span key="u" className="mono">
            {hook.url}
          </span>,
          when(hook.createdAt),
          hook.lastAt === null ? t.never : t.outcome(hook.lastOutcome ?? '', when(hook.lastAt)),
          <State key="s" visit={visit} of={hook} />,
          hook.endedAt !== null ? null : (
            <form key="e" className="inline" method="post" action={href(`${path}/end`)}>
              <HiddenFields of={guarded(visit, { webhook: hook.id })} />
              <Submit look="warn" compact>
                <span aria-hidden="true">{t.end}</span>
                <span className="vh">{t.endOne(new URL(hook.url).host)}</span>
              </Submit>
            </form>
          ),
        ],
      }))}
    />
  )
}

async function showWebhooks(visit: Visit, tried: Tried | null = null): Promise<FastifyReply> {
  const { lang, engine } = visit
  const t = texts[lang]
  const all = await webhooks(engine.db, engine.programme.region, mostListed)
  return showDesk(visit, {
    title: t.title,
    under: t.under,
    ...(tried === null ? {} : { status: statusOfCode(tried.refusal?.code ?? 'invalid-input') }),
    children: (
      <div className="stack">
        <Note tone="blue">{t.note}</Note>
        <section>
          <Head>{t.list}</Head>
          {all.length === 0 ? <Empty title={t.none}>{t.noneSays}</Empty> : <List visit={visit} all={all} />}
        </section>
        <SmallForm
          visit={visit}
          title={t.add}
          action={path}
          fields={fields}
          typed={tried?.typed ?? nothingTyped}
          refusal={tried?.refusal ?? null}
          submit={t.add}
          note={t.addSays}
        />
      </div>
    ),
  })
}

/** The secret stands on the answer to the form that asked for it and nowhere else. */
function showSecret(visit: Visit, secret: string): Promise<FastifyReply> {
  const t = texts[visit.lang]
  return showDesk(visit, {
    title: t.once,
    children: (
      <div className="stack">
        <p className="sheet pad">
          <b className="mono">{secret}</b>
        </p>
        <Note tone="red">{t.onceSays}</Note>
        <p>
          <LinkButton href={visit.href(path)} look="second">
            {t.back}
          </LinkButton>
        </p>
      </div>
    ),
  })
}

/** 事件推送: which other systems are told of public events; for the system administrator. */
export function addWebhookPages(desk: Desk): void {
  desk.get(path, 'system', (visit) => showWebhooks(visit))
  desk.post(path, 'system', async (visit, { form }) => {
    const { engine, me } = visit
    const read = await readSmall(visit, fields, form)
    if (!read.ok) return showWebhooks(visit, { typed: read.typed, refusal: null })
    const result = await engine.outside.openWebhook(me.account.id, String(read.input.url))
    return result.ok
      ? showSecret(visit, result.value)
      : showWebhooks(visit, { typed: read.again(result.refusal), refusal: result.refusal })
  })
  desk.post(`${path}/end`, 'system', async (visit, { form }) => {
    const id = one(form, 'webhook') ?? ''
    if (isUuid(id)) await visit.engine.outside.closeWebhook(visit.me.account.id, id)
    return goTo(visit, path)
  })
}
