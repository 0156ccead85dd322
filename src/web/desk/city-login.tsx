import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReactNode } from 'react'
import { type Arrival, type CityLogin, type Journey, openCityLogin } from '../../engine/city-login.ts'
import { cookieOf } from '../../http/context.ts'
import type { Language } from '../../kernel/text.ts'
import { LinkButton } from '../parts/button.tsx'
import { languageOf, type Site } from '../site/site.ts'
import { bilingual } from '../text/bilingual.ts'
import { hrefIn } from '../text/texts.ts'
import { showPlain } from './plain.tsx'
import { backPath, queryOf } from './visit.ts'

export const cityLoginTexts = bilingual(
  {
    enter: '用统一身份登录',
    enterSays: '到本市的统一身份认证去登录，再回到这里',
    silent: '统一身份认证现在没有回应，过几分钟再来，或者用密码登录',
    refused: '统一身份认证通过了，但这里没有您能用的账号。账号由系统管理员开',
    leaving: '正在退出统一身份认证',
    leavingSays: '工作台已经退出。统一身份认证那边还登录着，马上带您去退出；没有自动过去，请点下面的按钮。',
    leave: '退出统一身份认证',
    stay: '只退出工作台',
  },
  {
    enter: 'Sign in with the city’s login',
    enterSays: 'you go to the city’s own login and come back here',
    silent: 'The city’s login does not answer now; try again later, or use your password',
    refused: 'The city’s login does not lead to an account here. Accounts are opened by the system administrator',
    leaving: 'Signing out of the city’s login',
    leavingSays:
      'You have signed out of the desk. The city’s login still knows you; you are taken there to sign out. If nothing happens, use the button.',
    leave: 'Sign out of the city’s login',
    stay: 'Leave it at the desk',
  },
)

/** Between leaving and coming back; readable by nobody but us, and only on this way. */
const journeyCookie = 'luoshi-journey'
const journeySeconds = 600

/** A link, so that it needs no script; nothing where the city has no login of its own. */
export function CityLoginLink({ site, lang, back }: { site: Site; lang: Language; back: string }): ReactNode {
  if (!site.context.cityLogin) return null
  const t = cityLoginTexts[lang]
  return (
    <p className="row">
      <LinkButton href={hrefIn(lang, `/login/city?back=${encodeURIComponent(back)}`)} look="second">
        {t.enter}
      </LinkButton>
      <span className="small quiet">{t.enterSays}</span>
    </p>
  )
}

function kept({ context }: Site, value: string, seconds: number): string {
  const secure = context.origin.startsWith('https:') ? '; Secure' : ''
  return `${journeyCookie}=${value}; Path=/login/city; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`
}

/**
 * What the city's login said of somebody, for signing out of it. It stays in his own browser until then; no other website can
 * make the browser bring it, so that none can sign him out.
 */
const saidCookie = 'luoshi-city'
/** A browser keeps a cookie of 4 KiB. Of somebody about whom more is said nothing is kept, and only the desk is left. */
const longestSaid = 3_500

function keptSaid({ context }: Site, idToken: string): string {
  const secure = context.origin.startsWith('https:') ? '; Secure' : ''
  const end = idToken === '' ? '; Max-Age=0' : ''
  return `${saidCookie}=${idToken}; Path=/login/city; HttpOnly; SameSite=Strict${end}${secure}`
}

const isJourney = (value: unknown): value is Journey & { readonly lang: string } =>
  typeof value === 'object' &&
  value !== null &&
  ['state', 'nonce', 'verifier', 'back', 'lang'].every((name) => typeof Reflect.get(value, name) === 'string')

function journeyIn(request: FastifyRequest): (Journey & { readonly lang: string }) | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cookieOf(request, journeyCookie) ?? '', 'base64url').toString('utf8'))
    return isJourney(value) ? value : null
  } catch {
    return null
  }
}

interface Ways {
  readonly limit: object
  /** Shows the page of signing in again, with what is wrong. */
  readonly show: (request: FastifyRequest, reply: FastifyReply, lang: Language, says: string) => Promise<FastifyReply>
  /** Signs an account in and goes to where it wanted to be. */
  readonly enter: (
    request: FastifyRequest,
    reply: FastifyReply,
    lang: Language,
    account: Arrival['account'],
    back: string,
  ) => Promise<FastifyReply>
}

/** To the city's own login and back. */
export function addCityLogin(app: FastifyInstance, site: Site, { limit, show, enter }: Ways): void {
  const { engine, origin, cityLogin: settings } = site.context
  if (!settings) return
  const login = openCityLogin(engine, origin, settings)
  for (const prefix of ['', '/en']) {
    app.get(`${prefix}/login/city`, limit, async (request, reply) => {
      const lang = languageOf(request.url)
      const begun = await login.begin(backPath(queryOf(request.url).get('back')))
      if (!begun) return show(request, reply, lang, cityLoginTexts[lang].silent)
      const value = Buffer.from(JSON.stringify({ ...begun.journey, lang })).toString('base64url')
      return reply
        .header('set-cookie', kept(site, value, journeySeconds))
        .header('cache-control', 'no-store')
        .redirect(begun.href, 303)
    })
  }
  app.get('/login/city/back', limit, async (request, reply) => {
    const journey = journeyIn(request)
    const lang = journey?.lang === 'en' ? 'en' : 'zh'
    const arrival = journey && (await login.finish(new URL(request.url, origin), journey))
    reply.header('set-cookie', kept(site, '', 0))
    if (!arrival) return show(request, reply, lang, cityLoginTexts[lang].refused)
    if (arrival.idToken.length <= longestSaid) reply.header('set-cookie', keptSaid(site, arrival.idToken))
    return enter(request, reply, lang, arrival.account, backPath(journey.back))
  })
  addLeaving(app, site, login)
}

/** Where signing out of the desk leads: past the city's login, where that was the way in. */
export const leavingPath = ({ context }: Site, lang: Language): string =>
  context.cityLogin ? `/login/city/out?lang=${lang}` : hrefIn(lang, '/login?said=left')

/**
 * Out of the city's login, by OpenID Connect RP-Initiated Logout 1.0. The page leads on by itself and by a button: a form of the
 * desk may send the browser to no other website (`form-action 'self'`), a page may.
 */
function addLeaving(app: FastifyInstance, site: Site, login: CityLogin): void {
  const langOf = (text: string | null): Language => (text === 'en' ? 'en' : 'zh')
  app.get('/login/city/out', async (request, reply) => {
    const lang = langOf(queryOf(request.url).get('lang'))
    const idToken = cookieOf(request, saidCookie)
    reply.header('set-cookie', keptSaid(site, ''))
    if (idToken === undefined) return reply.redirect(hrefIn(lang, '/login?said=left'), 303)
    const href = await login.leave(idToken, lang)
    if (href === null) return reply.redirect(hrefIn(lang, '/login?said=stays'), 303)
    const t = cityLoginTexts[lang]
    return showPlain(site, request, reply, {
      lang,
      title: t.leaving,
      lede: t.leavingSays,
      head: <meta httpEquiv="refresh" content={`0; url=${href}`} />,
      children: (
        <p className="row">
          <LinkButton href={href}>{t.leave}</LinkButton>
          <a href={hrefIn(lang, '/login?said=left')}>{t.stay}</a>
        </p>
      ),
    })
  })
  app.get('/login/city/left', async (request, reply) => {
    const lang = langOf(queryOf(request.url).get('state'))
    return reply.redirect(hrefIn(lang, '/login?said=left'), 303)
  })
}
