import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { isPassword } from '../../engine/password.ts'
import { openRecovery, type Recovery } from '../../engine/recovery.ts'
import { LinkButton, PostButton, Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Empty, ErrorSummary, Form } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Banner } from '../parts/status.tsx'
import { Note } from '../parts/table.tsx'
import { one } from '../site/form.ts'
import type { Site } from '../site/site.ts'
import { formats } from '../text/format.ts'
import type { Desk } from './doors.ts'
import { recoveryTexts as texts } from './recovery-text.ts'
import { showDesk } from './shell.tsx'
import { goTo, guarded, type Visit } from './visit.ts'

/** Codes left below which the page asks for new ones. */
const few = 3

export const recoveryOf = ({ context }: Site): Recovery => openRecovery(context.engine, context.access, context.origin)

/** What was done to the account in its owner's name, until he has said that he saw it. */
export async function AccountNotices({ visit }: { readonly visit: Visit }): Promise<ReactNode> {
  const { lang, href, site, me, engine } = visit
  const t = texts[lang]
  const notices = await recoveryOf(site).notices(me.account.id)
  const [latest] = notices
  if (!latest) return null
  const when = (at: Date) => formats[lang].fullMoment(at.getTime(), engine.programme.timeZone)
  return (
    <Note tone="red">
      <ul className="plain">
        {notices.map(({ id, at, kind }) => (
          <li key={id}>{t.notices[kind](when(at))}</li>
        ))}
      </ul>
      <div className="mt3">
        <PostButton action={href('/desk/recovery/seen')} fields={guarded(visit, { upTo: latest.id })} compact>
          {t.seen}
        </PostButton>
      </div>
    </Note>
  )
}

/** How many codes are left, and a form for new ones. */
export async function RecoverySection({ visit, wrong }: { visit: Visit; wrong: boolean }): Promise<ReactNode> {
  const { lang, href, site, me, engine } = visit
  const t = texts[lang]
  const left = await recoveryOf(site).left(me.account.id)
  const day = (at: Date) => formats[lang].fullMoment(at.getTime(), engine.programme.timeZone)
  return (
    <section id="recovery">
      <Head>{t.title}</Head>
      <p className="small quiet measure">{t.says}</p>
      {wrong ? <ErrorSummary errors={[{ field: 'recovery-present', says: t.wrongPresent }]} lang={lang} /> : null}
      <div className="mt3">
        {left === null ? (
          <Empty title={t.none}>{t.noneSays}</Empty>
        ) : (
          <p>
            {t.left(left.count, day(left.madeAt))}
            {left.count < few ? <b>{lang === 'zh' ? `，${t.few}` : `, ${t.few}`}</b> : null}
          </p>
        )}
      </div>
      <div className="mt4">
        <Form action={href('/desk/recovery')} fields={guarded(visit)}>
          {me.account.password === null ? null : (
            <Field
              lang={lang}
              spec={{
                kind: 'password',
                name: 'recovery-present',
                label: t.present,
                hint: t.presentHint,
                complete: 'current-password',
                required: true,
                ...(wrong ? { error: t.wrongPresent } : {}),
              }}
            />
          )}
          {left === null ? null : <p className="small quiet">{t.againSays}</p>}
          <p>
            <Submit look="second">{left === null ? t.make : t.again}</Submit>
          </p>
        </Form>
      </div>
    </section>
  )
}

/** New codes, on the answer to what made them and nowhere else; `said` is what was done besides. */
export async function showCodes(visit: Visit, said?: string): Promise<FastifyReply> {
  const { lang, href, site, me } = visit
  const t = texts[lang]
  const codes = await recoveryOf(site).make(me.account)
  return showDesk(visit, {
    title: t.sheet,
    under: <span className="mono">{new URL(site.context.origin).host}</span>,
    children: (
      <div className="stack">
        {said === undefined ? null : (
          <Banner status="ok" lang={lang}>
            {said}
          </Banner>
        )}
        <Note tone="red">{t.sheetNote}</Note>
        <ol className="sheet pad codes" aria-label={t.list}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <p className="measure">{t.sheetUse(`${site.context.origin}${href('/login/recover')}`)}</p>
        <p>
          <LinkButton href={href('/desk/account')}>{t.done}</LinkButton>
        </p>
      </div>
    ),
  })
}

/** After a password or a passkey was set: the codes, where the account has none yet; otherwise the account's page. */
export async function afterSetting(visit: Visit, said: 'changed' | 'added', says: string): Promise<FastifyReply> {
  const left = await recoveryOf(visit.site).left(visit.me.account.id)
  return left === null ? showCodes(visit, says) : goTo(visit, `/desk/account?said=${said}`)
}

/** Recovery codes of one's own account; `show` is the page of the account, where the present password was wrong. */
export function addRecoveryPages(desk: Desk, show: (visit: Visit) => Promise<FastifyReply>): void {
  desk.post('/desk/recovery', 'anybody', async (visit, { form }) => {
    const { account } = visit.me
    // A browser left open must not be enough to take the account over later.
    const present = form.values.get('recovery-present')?.[0]?.slice(0, 1000) ?? ''
    const isOwner = account.password === null || (await isPassword(account.password, present))
    return isOwner ? showCodes(visit) : show(visit)
  })
  desk.post('/desk/recovery/seen', 'anybody', async (visit, { form }) => {
    await recoveryOf(visit.site).seen(visit.me.account.id, one(form, 'upTo') ?? '')
    return goTo(visit, '/desk/account')
  })
}
