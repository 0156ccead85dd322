import type { ReactNode } from 'react'
import { inLanguage } from '../../kernel/text.ts'
import { Code, Lots } from '../parts/draw.tsx'
import { Head } from '../parts/public-page.tsx'
import { DefinitionList } from '../parts/table.tsx'
import { capital } from '../text/sentence.ts'
import type { CaseFile, DrawView } from './case-data.ts'
import { caseTexts } from './case-text.ts'
import { postWords } from './field-value.tsx'
import type { Visit } from './visit.ts'

interface Props {
  readonly visit: Visit
  readonly file: CaseFile
}

/** Prints each post of the pool with its ticket, smallest first: what kernel/chance.ts does, in plain Python. */
export function programOf(no: string, { event, draw, secret }: DrawView): string {
  return `from hashlib import sha256
def h(text): return sha256(text.encode()).hexdigest()
seed = '${secret}'
pool = ${JSON.stringify(draw.pool)}
print(h('luoshi-seed/1\\ndraw\\n${draw.day}\\n' + seed + '\\n') == '${draw.commitment}')
def ticket(post): return '0.' + str(int(h(h(seed + '/verifier') + '${no}|${event.seq}|' + post), 16)).zfill(64)[::-1]
for post in sorted(pool, key=ticket): print(ticket(post)[:14], post)`
}

function DrawEntry({ visit, file, view }: Props & { readonly view: DrawView }): ReactNode {
  const { lang, format } = visit
  const t = caseTexts[lang]
  const { draw, secret, tickets } = view
  const party = file.line.procedure.declaration.parties[draw.party]?.title
  return (
    <div className="mt4">
      <h3>{t.drawn(party ? capital(inLanguage(party, lang)) : draw.party, postWords(visit, draw.drawn))}</h3>
      <p className="small quiet">
        {t.pool(draw.pool.length)}
        {lang === 'zh' ? '。' : '. '}
        {t.sealed(format.fullDay(draw.day))}
      </p>
      <div className="mt3">
        <DefinitionList
          entries={[
            { term: t.commitment, value: <span className="mono hash">{draw.commitment}</span> },
            { term: t.secret, value: secret === null ? t.notOpen : <span className="mono hash">{secret}</span> },
          ]}
        />
      </div>
      {tickets.length === 0 ? null : (
        <details className="mt3">
          <summary className="small">{t.tickets}</summary>
          <div className="mt3">
            <Lots
              lang={lang}
              drawn={1}
              lots={tickets.map(({ post, ticket }) => ({ name: postWords(visit, post), ticket: ticket.slice(0, 14) }))}
            />
          </div>
          <p className="small mt4">{t.how}</p>
          <Code label={t.howLabel}>{programOf(file.line.seen.no, view)}</Code>
        </details>
      )}
    </div>
  )
}

/** How those who verify were drawn. */
export function Draws({ visit, file }: Props): ReactNode {
  if (file.draws.length === 0) return null
  return (
    <section>
      <Head>{caseTexts[visit.lang].draws}</Head>
      {file.draws.toReversed().map((view) => (
        <DrawEntry key={view.event.seq} visit={visit} file={file} view={view} />
      ))}
    </section>
  )
}
