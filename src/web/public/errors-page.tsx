import type { FastifyInstance } from 'fastify'
import { createElement, type ReactNode } from 'react'
import { problemCodes, statusOfCode, titleOfCode } from '../../http/problem.ts'
import { inLanguage } from '../../kernel/text.ts'
import { PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Table } from '../parts/table.tsx'
import { texts } from '../text/texts.ts'
import { errorsTexts, whatToDo } from './errors-text.ts'
import { type Portal, parameter, publicPage, type Visit } from './visit.ts'

type Code = (typeof problemCodes)[number]

function ErrorsPage({ visit, only }: { readonly visit: Visit; readonly only: Code | null }): ReactNode {
  const { frame, lang, href, log } = visit
  const t = errorsTexts[lang]
  const title = only === null ? t.title : inLanguage(titleOfCode(only), lang)
  const above = only === null ? [] : [{ href: href('/errors'), label: t.all }]
  const codes = only === null ? problemCodes : [only]
  return (
    <PublicPage
      frame={frame}
      title={title}
      description={t.lede}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, ...above, title]}
      log={log}
    >
      <Wrap>
        <Title lede={only === null ? t.lede : inLanguage(whatToDo[only], lang)}>{title}</Title>
        <div className="mt5">
          <Table
            caption={t.title}
            columns={[{ title: t.code, heading: true }, { title: t.status }, { title: t.means }, { title: t.todo }]}
            rows={codes.map((code) => ({
              key: code,
              cells: [
                <a key="code" href={href(`/errors/${code}`)}>
                  <code>{code}</code>
                </a>,
                String(statusOfCode(code)),
                inLanguage(titleOfCode(code), lang),
                inLanguage(whatToDo[code], lang),
              ],
            }))}
          />
        </div>
      </Wrap>
    </PublicPage>
  )
}

/** `/errors`: where the `type` of every problem leads (RFC 9457). */
export function addErrorsPages(app: FastifyInstance, portal: Portal): void {
  publicPage(app, portal, '/errors', (visit) => createElement(ErrorsPage, { visit, only: null }))
  publicPage(app, portal, '/errors/:code', (visit, request) => {
    const code = problemCodes.find((one) => one === parameter(request, 'code'))
    return code === undefined ? null : createElement(ErrorsPage, { visit, only: code })
  })
}
