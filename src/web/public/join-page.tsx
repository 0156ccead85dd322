import type { ReactNode } from 'react'
import type { Fields } from '../../kernel/field.ts'
import { Submit } from '../parts/button.tsx'
import { ErrorSummary, Form } from '../parts/form.tsx'
import { PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Note } from '../parts/table.tsx'
import { Written } from '../parts/written.tsx'
import { texts } from '../text/texts.ts'
import type { CaseLine } from './case-line.ts'
import { CitizenFields, errorsOf, type Typed } from './citizen-fields.tsx'
import { reportTexts } from './report-text.ts'
import type { Visit } from './visit.ts'

interface JoinProps {
  readonly visit: Visit
  readonly line: CaseLine
  readonly fields: Fields
  readonly typed: Typed
  readonly id: string
  readonly says?: string
}

/** `/cases/<no>/join`: this happened to me too. */
export function JoinPage({ visit, line, fields, typed, id, says }: JoinProps): ReactNode {
  const { frame, lang, href, log } = visit
  const t = reportTexts[lang]
  return (
    <PublicPage
      frame={frame}
      title={t.joinTitle}
      trail={[
        { href: href('/'), label: texts[lang].frame.home },
        { href: line.href, label: line.seen.no },
        t.joinTitle,
      ]}
      log={log}
    >
      <Wrap>
        <Title lede={<Written text={t.joinLede(line.seen.title)} lang={lang} />}>{t.joinTitle}</Title>
        <div className="form mt5">
          <ErrorSummary errors={errorsOf(fields, typed, visit)} lang={lang} {...(says && { says })} />
          <Form action={`${line.href}/join`} fields={{ id }} files>
            <CitizenFields visit={visit} fields={fields} typed={typed} />
            <p>
              <Submit>{t.joinSend}</Submit>
            </p>
          </Form>
          <Note tone="red">{t.codeSays}</Note>
        </div>
      </Wrap>
    </PublicPage>
  )
}
