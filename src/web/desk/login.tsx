import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReactNode } from 'react'
import type { Entered } from '../../engine/access.ts'
import { demoAccounts } from '../../engine/accounts.ts'
import { lockMinutes, mostFailures } from '../../engine/login.ts'
import { isUuid } from '../../engine/uuid.ts'
import { sessionCookie, sessionSecret } from '../../http/context.ts'
import { statusOfCode } from '../../http/problem.ts'
import type { Language } from '../../kernel/text.ts'
import { Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { ErrorSummary, Form } from '../parts/form.tsx'
import { Banner } from '../parts/status.tsx'
import { Note } from '../parts/table.tsx'
import { one } from '../site/form.ts'
import { languageOf, type Site } from '../site/site.ts'
import { bilingual } from '../text/bilingual.ts'
import { formats } from '../text/format.ts'
import { hrefIn } from '../text/texts.ts'
import { addCityLogin, CityLoginLink } from './city-login.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import { cookie, formToken, isOurs } from './login-form.ts'
import { answerIn, PasskeyForm, passkeysOf, passkeyTexts } from './passkey.tsx'
import { showPlain } from './plain.tsx'
import { addRecoverPage } from './recover.tsx'
import { recoveryTexts } from './recovery-text.ts'
import { backPath, queryOf, submittedAtDesk } from './visit.ts'

const texts = bilingual(
  {
    title: '登录工作台',
    lede: '工作台给有岗位的工作人员用。反映问题、查进度不用登录。',
    login: '登录名',
    password: '密码',
    enter: '登录',
    wrong: '登录名和密码对不上',
    wrongSays: (most: number, minutes: number) =>
      `请再核对一次。连续 ${most} 次对不上，这个登录名会锁 ${minutes} 分钟。`,
    locked: (time: string) => `这个登录名已经锁到 ${time}`,
    lockedSays: (most: number) =>
      `连续 ${most} 次没有对上。到时可以再试，等不及请安全管理员解锁。锁着的时候，密码对了也进不去。`,
    missing: { login: '请填写登录名', password: '请填写密码' },
    reload: '这一页打开太久了，请再登录一次',
    left: '已经退出工作台。没提交的内容还留在这个浏览器里。',
    stays: '已经退出工作台，但统一身份认证没有退出：它没有回应，或者不提供退出。在公用电脑上，请关掉浏览器。',
    private: '在公用电脑上用完请退出。两小时不用、最长十二小时，会自动退出。',
  },
  {
    title: 'Sign in to the desk',
    lede: 'The desk is for staff who hold a post. Nobody needs to sign in to report a problem or follow a case.',
    login: 'Login',
    password: 'Password',
    enter: 'Sign in',
    wrong: 'Login and password do not match',
    wrongSays: (most, minutes) =>
      `Please check both. After ${most} attempts in a row the login is locked for ${minutes} minutes.`,
    locked: (time) => `This login is locked until ${time}`,
    lockedSays: (most) =>
      `${most} attempts in a row did not match. Try again then, or ask the security administrator. While it is locked, the right password does not open it either.`,
    missing: { login: 'Enter your login', password: 'Enter your password' },
    reload: 'This page was open for too long; please sign in once more',
    stays:
      'You have signed out of the desk, but not of the city’s login: it does not answer, or offers no signing out. On a shared computer, close the browser.',
    left: 'You have signed out of the desk. What was not submitted stays in this browser.',
    private:
      'On a shared computer, sign out when you are done. After two unused hours, and at most twelve, you are signed out.',
  },
)

/** Real time: locks do not follow the business clock. */
function lockTime(until: Date, site: Site, lang: Language): string {
  return formats[lang].time(until.getTime(), site.context.engine.programme.timeZone)
}

interface Tried {
  readonly login?: string | undefined
  readonly errors?: readonly { readonly field: string; readonly says: string }[]
  readonly says?: ReactNode
  readonly status?: number
}

/** What was done before this page: a new password, or signing out. */
function saidIn(request: FastifyRequest, lang: Language): string | undefined {
  const said = queryOf(request.url).get('said')
  if (said === 'recovered') return recoveryTexts[lang].recovered
  return said === 'left' || said === 'stays' ? texts[lang][said] : undefined
}

async function showLogin(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  back: string,
  tried: Tried = {},
  lang: Language = languageOf(request.url),
): Promise<FastifyReply> {
  const t = texts[lang]
  const fields = { token: formToken(site, request, reply), back }
  const { login, errors = [], says, status } = tried
  const said = saidIn(request, lang)
  const error = (field: string) => errors.find((one) => one.field === field)?.says
  const with_ = (field: string) => (error(field) === undefined ? {} : { error: error(field) ?? '' })
  return showPlain(site, request, reply, {
    title: t.title,
    lede: t.lede,
    ...(status === undefined ? {} : { status }),
    children: (
      <>
        {status === undefined && said !== undefined ? (
          <Banner status="ok" lang={lang}>
            {said}
          </Banner>
        ) : null}
        <ErrorSummary errors={errors} lang={lang} {...(says === undefined ? {} : { says })} />
        <Form action={hrefIn(lang, '/login')} fields={fields}>
          <Field
            lang={lang}
            spec={{
              kind: 'text',
              name: 'login',
              label: t.login,
              required: true,
              complete: 'username',
              ...(login === undefined ? {} : { value: login }),
              ...with_('login'),
            }}
          />
          <Field
            lang={lang}
            spec={{
              kind: 'password',
              name: 'password',
              label: t.password,
              required: true,
              complete: 'current-password',
              ...with_('password'),
            }}
          />
          <p className="row">
            <Submit>{t.enter}</Submit>
            <a className="small" href={hrefIn(lang, '/login/recover')}>
              {recoveryTexts[lang].forgot}
            </a>
          </p>
          <Note tone="blue">{t.private}</Note>
        </Form>
        <div className="mt5">
          <CityLoginLink site={site} lang={lang} back={back} />
        </div>
        {passkeysOf(site).areUsable ? (
          <div className="mt5">
            <PasskeyForm
              act="get"
              action={hrefIn(lang, '/login/passkey')}
              question={hrefIn(lang, '/login/passkey/question')}
              fields={fields}
              failed={passkeyTexts[lang].notIn}
            >
              <p className="row">
                <Submit look="second">{passkeyTexts[lang].enter}</Submit>
                <span className="small quiet">{passkeyTexts[lang].enterSays}</span>
              </p>
            </PasskeyForm>
          </div>
        ) : null}
        {site.context.isDemo ? (
          <DemoAccounts staffed={await demoAccounts(site.context.engine)} site={site} lang={lang} fields={fields} />
        ) : null}
      </>
    ),
  })
}

function refused(result: Exclude<Entered, { ok: true }>, site: Site, lang: Language): Tried {
  const t = texts[lang]
  const status = statusOfCode('unauthenticated')
  if (result.why === 'wrong') {
    return {
      status,
      says: (
        <>
          {t.wrong}
          <span className="small">{` ${t.wrongSays(mostFailures, lockMinutes)}`}</span>
        </>
      ),
    }
  }
  return {
    status: statusOfCode('too-many-requests'),
    says: (
      <>
        {t.locked(lockTime(result.until, site, lang))}
        <span className="small">{` ${t.lockedSays(mostFailures)}`}</span>
      </>
    ),
  }
}

const agentOf = (request: FastifyRequest): string => request.headers['user-agent'] ?? ''

/** Attempts from one address; an office behind one address signs in at nine o'clock. */
const limit = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }

function enter(site: Site, reply: FastifyReply, lang: Language, secret: string, back: string): FastifyReply {
  return reply.header('set-cookie', cookie(site, sessionCookie, secret)).redirect(hrefIn(lang, back), 303)
}

/** Signing in with a passkey: the question that a device signs, and its answer. */
function addPasskeyLogin(app: FastifyInstance, site: Site, prefix: string): void {
  const { access } = site.context
  const passkeys = passkeysOf(site)
  if (!passkeys.areUsable) return
  app.post(`${prefix}/login/passkey/question`, limit, async (request, reply) => {
    const form = await submittedAtDesk(request)
    reply.header('cache-control', 'no-store')
    return isOurs(request, form)
      ? reply.send(await passkeys.question())
      : reply.code(statusOfCode('forbidden')).send({})
  })
  app.post(`${prefix}/login/passkey`, limit, async (request, reply) => {
    const lang = languageOf(request.url)
    const form = await submittedAtDesk(request)
    const back = backPath(one(form, 'back'))
    const account = isOurs(request, form) ? await passkeys.verified(answerIn({ form })) : null
    if (!account)
      return showLogin(site, request, reply, back, {
        says: passkeyTexts[lang].refused,
        status: statusOfCode('unauthenticated'),
      })
    const secret = await access.enterProved(account, agentOf(request))
    return enter(site, reply, lang, secret, back)
  })
}

/** The way in: password, passkey, or in the demo one click. */
export function addLogin(app: FastifyInstance, site: Site): void {
  const { access, isDemo } = site.context
  addCityLogin(app, site, {
    limit,
    show: (request, reply, lang, says) =>
      showLogin(site, request, reply, '/desk', { says, status: statusOfCode('unauthenticated') }, lang),
    enter: async (request, reply, lang, account, back) =>
      enter(site, reply, lang, await access.enterProved(account, agentOf(request)), back),
  })
  for (const prefix of ['', '/en']) {
    app.get(`${prefix}/login`, async (request, reply) => {
      const lang = languageOf(request.url)
      const back = backPath(queryOf(request.url).get('back'))
      const secret = sessionSecret(request)
      const me = secret === undefined ? null : await access.bySession(secret)
      return me ? reply.redirect(hrefIn(lang, back), 303) : showLogin(site, request, reply, back)
    })

    app.post(`${prefix}/login`, limit, async (request, reply) => {
      const lang = languageOf(request.url)
      const form = await submittedAtDesk(request)
      const back = backPath(one(form, 'back'))
      const [login, password] = [one(form, 'login'), form.values.get('password')?.[0] ?? '']
      if (!isOurs(request, form))
        return showLogin(site, request, reply, back, {
          login,
          says: texts[lang].reload,
          status: statusOfCode('forbidden'),
        })
      const { missing } = texts[lang]
      const errors = [
        ...(login === undefined ? [{ field: 'login', says: missing.login }] : []),
        ...(password === '' ? [{ field: 'password', says: missing.password }] : []),
      ]
      if (login === undefined || errors.length > 0)
        return showLogin(site, request, reply, back, { login, errors, status: statusOfCode('invalid-input') })
      const result = await access.login(login.slice(0, 100), password.slice(0, 1000), agentOf(request))
      if (!result.ok) return showLogin(site, request, reply, back, { login, ...refused(result, site, lang) })
      return enter(site, reply, lang, result.secret, back)
    })

    addPasskeyLogin(app, site, prefix)
    addRecoverPage(app, site, prefix)
    if (!isDemo) continue
    app.post(`${prefix}/login/demo`, limit, async (request, reply) => {
      const form = await submittedAtDesk(request)
      const back = backPath(one(form, 'back'))
      const account = one(form, 'account') ?? ''
      const secret = isOurs(request, form) && isUuid(account) ? await access.enterDemo(account, agentOf(request)) : null
      if (secret === null)
        return showLogin(site, request, reply, back, {
          says: texts[languageOf(request.url)].reload,
          status: statusOfCode('forbidden'),
        })
      return enter(site, reply, languageOf(request.url), secret, back)
    })
  }
}

/** The cookie is taken back as it was given. */
export function leave(site: Site, reply: FastifyReply): FastifyReply {
  return reply.header('set-cookie', cookie(site, sessionCookie, ''))
}
