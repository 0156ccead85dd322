import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReactNode } from 'react'
import { EngineFault } from '../../engine/fault.ts'
import { noSuchCase, type RequestCode, refuseWith, statusOfCode } from '../../http/problem.ts'
import { type Bilingual, inLanguage } from '../../kernel/text.ts'
import { ErrorNotice } from '../parts/form.tsx'
import { PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { SearchBox } from '../parts/search.tsx'
import { isSameOrigin } from '../site/same-origin.ts'
import { frameOf, sendPrivate } from '../site/site.ts'
import { bilingual } from '../text/bilingual.ts'
import { homeTexts } from './home-text.ts'
import { mineTexts } from './mine-text.ts'
import { type Portal, type Visit, visitFor, visitOf } from './visit.ts'

const texts = bilingual(
  {
    missing: '没有这一页',
    missingSays: '网址可能抄错了，也可能这一页已经改了地址。可以查一查：',
    notPublicSays: '没有这个案件，或者它还没有公开。受理、反馈责任单位以后，案件才公开。',
    mine: '如果是您自己反映的，凭编号和查询码看：',
    fault: '没办成',
    home: '回首页',
    kept: '没有改动任何东西。按浏览器的后退，您写的还在。',
    foreign: '这次提交不是从本网站的页面发出的，没有接收。请打开本网站的页面再提交。',
  },
  {
    missing: 'There is no such page',
    missingSays: 'The address may be mistyped, or the page has moved. You may search:',
    notPublicSays:
      'There is no such case, or it is not public yet. A case becomes public once it is fed back to the unit.',
    mine: 'If you reported it yourself, look with number and secret code:',
    fault: 'It was not done',
    home: 'To the first page',
    kept: 'Nothing was changed. Go back in your browser: what you wrote is still there.',
    foreign:
      'This was not sent from a page of this site and was not accepted. Open a page of this site and send again.',
  },
)

function MissingPage({ visit, isCase }: { readonly visit: Visit; readonly isCase: boolean }): ReactNode {
  const { frame, lang, href, log } = visit
  const t = texts[lang]
  return (
    <PublicPage frame={frame} title={t.missing} log={log}>
      <Wrap>
        <Title lede={isCase ? t.notPublicSays : t.missingSays}>{t.missing}</Title>
        {isCase ? (
          <p className="mt4">
            {t.mine} <a href={href('/mine')}>{mineTexts[lang].title}</a>
          </p>
        ) : null}
        <div className="mt5">
          <SearchBox lang={lang} action={href('/search')} hint={homeTexts[lang].search} />
        </div>
        <p className="mt5">
          <a href={href('/')}>{t.home}</a>
        </p>
      </Wrap>
    </PublicPage>
  )
}

function FaultPage({ visit, says }: { readonly visit: Visit; readonly says: string }): ReactNode {
  const { frame, lang, href, log } = visit
  const t = texts[lang]
  return (
    <PublicPage frame={frame} title={t.fault} log={log}>
      <Wrap>
        <div className="mt6 measure">
          <ErrorNotice title={says} again={{ href: href('/'), label: t.home }}>
            {t.kept}
          </ErrorNotice>
        </div>
      </Wrap>
    </PublicPage>
  )
}

/** True when a form was sent by a page of another site, and the answer has told so. */
export function refuseForeign(portal: Portal, request: FastifyRequest, reply: FastifyReply): boolean {
  if (isSameOrigin(request, portal.site.context.origin)) return false
  const visit = visitFor(portal, request)
  sendPrivate(reply, <FaultPage visit={visit} says={texts[visit.lang].foreign} />, statusOfCode('forbidden'))
  return true
}

/** A reader's browser wants a page; a program, and whatever asks the interface or the log, wants a problem (RFC 9457). */
function wantsPage(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? ''
  if (/^\/(?:api|log|metrics|healthz|readyz)(?:\/|$)/.test(path) && path !== '/log') return false
  return (request.headers.accept ?? '').includes('text/html')
}

const nowhere = { code: 'not-found', says: ['没有这个地址', 'There is no such address'] } as const

/** Where the switches of display and language lead from a page that is no page. */
const instead = '/search'

/**
 * The visit of somebody who got nowhere. It does not know the address: what is not there and what is not public are
 * answered with the same bytes, whatever was asked for.
 */
function lostVisit(portal: Portal, request: FastifyRequest): Visit {
  return visitOf(portal, { ...frameOf(portal.site, request), path: instead })
}

function answerMissing(portal: Portal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!wantsPage(request)) return refuseWith(request, reply, nowhere)
  const isCase = /^(?:\/en)?\/cases\//.test(request.url)
  reply.removeHeader('etag')
  return sendPrivate(
    reply,
    <MissingPage visit={lostVisit(portal, request)} isCase={isCase} />,
    statusOfCode(noSuchCase.code),
  )
}

type Fault = Error & Partial<Pick<FastifyError, 'code' | 'statusCode'>>

interface Told {
  readonly code: RequestCode
  readonly says: Bilingual
}

function toldOf(error: Fault, id: string): Told {
  if (error instanceof EngineFault) return { code: 'unavailable', says: error.says }
  if (/TOO_LARGE|_LIMIT$/.test(error.code ?? '')) {
    return {
      code: 'too-large',
      says: [
        '文件太大或者太多：每个不超过 20 MB，一次不超过 20 个',
        'A file is too large or there are too many: 20 MB each, 20 at a time',
      ],
    }
  }
  if (error.statusCode === 429)
    return { code: 'too-many-requests', says: ['请求太多，请一分钟后再试', 'Too many requests; try again in a minute'] }
  if (error.statusCode !== undefined && error.statusCode < 500)
    return { code: 'malformed', says: ['这次请求写得不对', 'The request is malformed'] }
  return { code: 'fault', says: [`我们的系统出了错，编号 ${id}`, `A fault of ours, number ${id}`] }
}

/** Whatever goes wrong under the portal is told on a page, in words that say what was kept. */
export function addPortalFaults(app: FastifyInstance, portal: Portal): void {
  app.setErrorHandler((error: Fault, request, reply) => {
    const told = toldOf(error, request.id)
    // Ids only: the error itself may hold what somebody wrote.
    if (told.code === 'fault') {
      const stack = error.stack?.split('\n').slice(1, 6)
      request.log.error({ id: request.id, route: request.routeOptions.url, error: error.name, stack }, 'fault')
    }
    if (!wantsPage(request)) return refuseWith(request, reply, told)
    const visit = lostVisit(portal, request)
    reply.removeHeader('etag')
    const page = <FaultPage visit={visit} says={inLanguage(told.says, visit.lang)} />
    return sendPrivate(reply, page, statusOfCode(told.code))
  })
}

/** An address that leads nowhere: a page for readers, a problem for programs. */
export function addMissingPage(app: FastifyInstance, portal: Portal): void {
  app.setNotFoundHandler((request, reply) => answerMissing(portal, request, reply))
}
