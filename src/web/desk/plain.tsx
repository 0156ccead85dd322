import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { frameOf, logOf, type Site, sendPrivate } from '../site/site.ts'
import { hrefIn } from '../text/texts.ts'

interface Plain {
  readonly title: string
  readonly lede?: ReactNode
  readonly children: ReactNode
  readonly status?: number
  /** More for the head of the page. */
  readonly head?: ReactNode
  /** Where the address does not say it: the page then stands in the place of the one where people sign in. */
  readonly lang?: Language
}

/** A page outside the desk: signing in, and what a stranger is told. */
export function showPlain(site: Site, request: FastifyRequest, reply: FastifyReply, plain: Plain): FastifyReply {
  const { title, lede, children, status, head, lang } = plain
  const frame = { ...frameOf(site, request), ...(lang === undefined ? {} : { lang, path: hrefIn(lang, '/login') }) }
  return sendPrivate(
    reply,
    <PublicPage frame={frame} title={title} log={logOf(site, frame)} head={head}>
      <Wrap>
        <Title {...(lede === undefined ? {} : { lede })}>{title}</Title>
        {children}
      </Wrap>
    </PublicPage>,
    status,
  )
}
