import type { ReactNode } from 'react'
import type { Day } from '../../kernel/calendar.ts'
import { HiddenFields, Submit } from '../parts/button.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { DefinitionList, Note } from '../parts/table.tsx'
import { texts } from '../text/texts.ts'
import { reportTexts } from './report-text.ts'
import type { Visit } from './visit.ts'

interface CodePageProps {
  readonly visit: Visit
  readonly no: string
  /** The secret that is shown this once and kept nowhere. */
  readonly code: string
  /** By when something will be known; null for who joined a case under way. */
  readonly by: Day | null
}

/** After a report was received: number and secret code, shown once, with what it means to lose them. */
export function CodePage({ visit, no, code, by }: CodePageProps): ReactNode {
  const { frame, lang, href, log, format, site } = visit
  const t = reportTexts[lang]
  const title = by === null ? t.joined : t.done
  return (
    <PublicPage
      frame={frame}
      title={title}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, title]}
      log={log}
      head={<script src={site.scripts.code} defer />}
    >
      <Wrap>
        <Title lede={by === null ? t.joinedLede : t.doneLede}>{title}</Title>
        <div className="sheet pad mt5 measure">
          <DefinitionList
            entries={[
              { term: t.number, value: <b className="large mono">{no}</b> },
              { term: t.code, value: <b className="large mono">{code}</b> },
            ]}
          />
        </div>
        <div className="mt5 measure">
          <Note tone="red">
            <b>{t.codeSays}</b>
          </Note>
        </div>
        <form className="row mt5" action={href('/mine')} method="post">
          <HiddenFields of={{ no, code }} />
          <Submit>{t.look}</Submit>
        </form>
        <div className="row mt4" hidden data-code={`${no} ${code}`} data-copied={t.copied}>
          <button className="btn second" type="button">
            {t.print}
          </button>
          <button className="btn second" type="button">
            {t.copy}
          </button>
          <span role="status" />
        </div>
        {by === null ? null : (
          <section className="mt6">
            <Head>{t.what}</Head>
            <p className="measure">{t.whatSays(format.fullDay(by))}</p>
          </section>
        )}
      </Wrap>
    </PublicPage>
  )
}
