import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactNode } from 'react'
import { PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { frameOf, logOf, type Site, sendPrivate } from '../site/site.ts'

interface Plain {
  readonly title: string
  readonly lede?: ReactNode
  readonly children: ReactNode
  readonly status?: number
}

/** A page outside the desk: signing in, and what a stranger is told. */
export function showPlain(site: Site, request: FastifyRequest, reply: FastifyReply, plain: Plain): FastifyReply {
  const frame = frameOf(site, request)
  const { title, lede, children, status } = plain
  return sendPrivate(
    reply,
    <PublicPage frame={frame} title={title} log={logOf(site, frame)}>
      <Wrap>
        <Title {...(lede === undefined ? {} : { lede })}>{title}</Title>
        {children}
      </Wrap>
    </PublicPage>,
    status,
  )
}
