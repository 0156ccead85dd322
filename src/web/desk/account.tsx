import type { FastifyReply } from 'fastify'
import { idleMinutes } from '../../engine/access.ts'
import { passwordLeast, weakness } from '../../engine/password.ts'
import { statusOfCode } from '../../http/problem.ts'
import { inLanguage } from '../../kernel/text.ts'
import { LinkButton, PostButton, Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { ErrorSummary, type FieldError, Form } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Banner } from '../parts/status.tsx'
import { DefinitionList, Note, Tag } from '../parts/table.tsx'
import { one } from '../site/form.ts'
import { formats } from '../text/format.ts'
import { accountTexts as texts } from './account-text.ts'
import { leavingPath } from './city-login.tsx'
import type { Desk } from './doors.ts'
import { leave } from './login.tsx'
import { addPasskeyPages, PasskeySection, passkeyTexts } from './passkey.tsx'
import { AccountNotices, addRecoveryPages, afterSetting, RecoverySection } from './recovery.tsx'
import { SessionTable } from './session-table.tsx'
import { showDesk } from './shell.tsx'
import { backPath, goTo, guarded, type Visit } from './visit.ts'

/** `wrong` says why a passkey was not added; 'present' or 'recovery' where the password of that form was not right. */
async function showAccount(visit: Visit, wrong = ''): Promise<FastifyReply> {
  const { me, names, lang, href, site, query } = visit
  const t = texts[lang]
  const sessions = await site.context.access.sessions(me.account.id)
  const said = query.get('said')
  return showDesk(visit, {
    title: t.title,
    ...(wrong === '' ? {} : { status: statusOfCode('invalid-input') }),
    actions: (
      <LinkButton href={href('/desk/password')} look="second" compact>
        {t.change}
      </LinkButton>
    ),
    children: (
      <div className="stack">
        {await AccountNotices({ visit })}
        {said === 'changed' || said === 'ended' ? (
          <Banner status="ok" lang={lang}>
            {t[said]}
          </Banner>
        ) : null}
        {said === 'added' || said === 'removed' ? (
          <Banner status="ok" lang={lang}>
            {passkeyTexts[lang][said]}
          </Banner>
        ) : null}
        {wrong === '' || wrong === 'present' || wrong === 'recovery' ? null : (
          <ErrorSummary errors={[]} lang={lang} says={wrong} />
        )}
        <section className="sheet pad">
          <DefinitionList
            entries={[
              { term: t.name, value: me.account.name },
              { term: t.login, value: me.account.login },
              {
                term: t.posts,
                value: me.posts.map(({ id }) => names.seat(id)).join(lang === 'zh' ? '；' : '; ') || t.noPosts,
              },
            ]}
          />
        </section>
        {await PasskeySection({ visit, wrong: wrong === 'present' })}
        {await RecoverySection({ visit, wrong: wrong === 'recovery' })}
        <section>
          <Head>{t.sessions}</Head>
          <p className="small quiet">{t.sessionsSays(idleMinutes / 60)}</p>
          <SessionTable
            visit={visit}
            sessions={sessions}
            act={(session) =>
              session.id === visit.sessionId ? (
                <Tag>{t.here}</Tag>
              ) : (
                <PostButton
                  action={href('/desk/account/end')}
                  fields={guarded(visit, { session: session.id })}
                  look="warn"
                  compact
                >
                  {t.end}
                </PostButton>
              )
            }
          />
        </section>
      </div>
    ),
  })
}

function showPassword(visit: Visit, errors: readonly FieldError[] = []): Promise<FastifyReply> {
  const { lang, href, me } = visit
  const t = texts[lang]
  const field = (name: string, label: string, complete: 'current-password' | 'new-password', hint?: string) => {
    const error = errors.find((one) => one.field === name)?.says
    return (
      <Field
        lang={lang}
        spec={{
          kind: 'password',
          name,
          label,
          complete,
          required: true,
          ...(hint === undefined ? {} : { hint }),
          ...(error === undefined ? {} : { error }),
        }}
      />
    )
  }
  return showDesk(visit, {
    title: t.passwordTitle,
    ...(errors.length > 0 ? { status: statusOfCode('invalid-input') } : {}),
    children: (
      <>
        <ErrorSummary errors={errors} lang={lang} />
        {me.account.mustChange ? <Note tone="red">{t.must}</Note> : null}
        <Form action={href('/desk/password')} fields={guarded(visit)}>
          {/* For password managers: whose password this is. */}
          <input
            className="vh"
            name="login"
            autoComplete="username"
            value={me.account.login}
            readOnly
            tabIndex={-1}
            aria-hidden="true"
          />
          {field('present', t.present, 'current-password')}
          {field('next', t.next, 'new-password', t.nextHint(passwordLeast))}
          {field('again', t.again, 'new-password')}
          <p>
            <Submit>{t.save}</Submit>
          </p>
        </Form>
      </>
    ),
  })
}

function passwordErrors(visit: Visit, present: string, next: string, again: string): readonly FieldError[] {
  const t = texts[visit.lang]
  const weak = weakness(next, visit.me.account.login)
  if (weak) return [{ field: 'next', says: inLanguage(weak, visit.lang) }]
  if (next === present) return [{ field: 'next', says: t.same }]
  return next === again ? [] : [{ field: 'again', says: t.differs }]
}

function showPosts(visit: Visit, lost: boolean): Promise<FastifyReply> {
  const { me, names, lang, href, engine, query } = visit
  const t = texts[lang]
  const holdings = engine.org().data.holdings
  const back = backPath(query.get('back'))
  return showDesk(visit, {
    title: t.choose,
    children: (
      <div className="stack">
        {lost ? <Note tone="red">{t.lost}</Note> : null}
        <p className="measure">{t.chooseSays}</p>
        <ul className="moves sheet pad">
          {me.posts.map((post) => {
            const from = holdings.findLast(({ post: id, person }) => id === post.id && person === me.account.id)?.from
            return (
              <li key={post.id}>
                <div>
                  <b>{names.seat(post.id)}</b>
                  {from === undefined ? null : <p className="small quiet">{t.since(formats[lang].fullDay(from))}</p>}
                </div>
                {me.actor?.post === post.id ? (
                  <Tag>{t.now}</Tag>
                ) : (
                  <PostButton action={href('/desk/post')} fields={guarded(visit, { post: post.id, back })} compact>
                    {t.actFor}
                  </PostButton>
                )}
              </li>
            )
          })}
        </ul>
      </div>
    ),
  })
}

/** Everybody's own: his account, password, sessions, and the post he acts for. */
export function addAccountPages(desk: Desk): void {
  const { site } = desk
  const { access } = site.context
  desk.get('/desk/account', 'anybody', (visit) => showAccount(visit))
  addPasskeyPages(desk, showAccount)
  addRecoveryPages(desk, (visit) => showAccount(visit, 'recovery'))
  desk.post('/desk/account/end', 'anybody', async (visit, { form }) => {
    await access.endOne(visit.me.account.id, one(form, 'session') ?? '')
    return goTo(visit, '/desk/account?said=ended')
  })

  desk.get('/desk/password', 'anybody', (visit) => showPassword(visit))
  desk.post('/desk/password', 'anybody', async (visit, { form }) => {
    const [present = '', next = '', again = ''] = ['present', 'next', 'again'].map(
      (name) => form.values.get(name)?.[0]?.slice(0, 1000) ?? '',
    )
    const errors = passwordErrors(visit, present, next, again)
    if (errors.length > 0) return showPassword(visit, errors)
    if (await access.changePassword(visit.secret, present, next))
      return afterSetting(visit, 'changed', texts[visit.lang].changed)
    return showPassword(visit, [{ field: 'present', says: texts[visit.lang].wrongPresent }])
  })

  desk.get('/desk/post', 'anybody', (visit) => showPosts(visit, false))
  desk.post('/desk/post', 'anybody', async (visit, { form }) => {
    const isHis = await access.switchPost(visit.secret, one(form, 'post') ?? '')
    return isHis ? goTo(visit, backPath(one(form, 'back'))) : showPosts(visit, true)
  })

  desk.post('/desk/logout', 'anybody', async (visit) => {
    await access.logout(visit.secret)
    return leave(site, visit.reply).redirect(leavingPath(site, visit.lang), 303)
  })
}
