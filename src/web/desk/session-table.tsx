import type { ReactNode } from 'react'
import type { SessionRow } from '../../store/sessions.ts'
import { Table } from '../parts/table.tsx'
import { formats } from '../text/format.ts'
import { accountTexts } from './account-text.ts'
import type { Visit } from './visit.ts'

/** The words of a browser that people recognise. Example: 'Chrome · Windows'. */
function browserName(agent: string): string {
  const name = /(Edg|Firefox|Chrome|Safari)\//.exec(agent)?.[1] ?? agent.slice(0, 40)
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1]
  return [name === 'Edg' ? 'Edge' : name, ...(system === undefined ? [] : [system])].join(' · ')
}

interface SessionTableProps {
  readonly visit: Visit
  readonly sessions: readonly SessionRow[]
  /** What can be done with one; nothing for who only looks. */
  readonly act?: (session: SessionRow) => ReactNode
}

/** Where an account is signed in, the latest used first; times are real ones. */
export function SessionTable({ visit, sessions, act }: SessionTableProps): ReactNode {
  const { lang, engine } = visit
  const t = accountTexts[lang]
  const when = (at: Date) => formats[lang].fullMoment(at.getTime(), engine.programme.timeZone)
  return (
    <Table
      caption={t.sessions}
      columns={[
        { title: t.columns.agent, heading: true },
        { title: t.columns.began },
        { title: t.columns.seen },
        ...(act ? [{ title: t.columns.end }] : []),
      ]}
      rows={sessions.map((session) => ({
        key: session.id,
        cells: [
          browserName(session.agent),
          when(session.createdAt),
          when(session.seenAt),
          ...(act ? [<span key="act">{act(session)}</span>] : []),
        ],
      }))}
    />
  )
}
