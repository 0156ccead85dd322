import type { ReactNode } from 'react'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { NumberedSteps, Says } from '../parts/receipt.tsx'
import { texts } from '../text/texts.ts'
import { wallProcedure } from './gates.ts'
import { helpTexts } from './help-text.ts'
import type { Visit } from './visit.ts'

interface PageProps {
  readonly visit: Visit
  readonly title: string
  readonly lede: string
  readonly children: ReactNode
}

function HelpFrame({ visit, title, lede, children }: PageProps): ReactNode {
  const { frame, lang, href, log } = visit
  const t = helpTexts[lang]
  const above = title === t.help ? [] : [{ href: href('/help'), label: t.help }]
  return (
    <PublicPage
      frame={frame}
      title={title}
      description={lede}
      trail={[{ href: href('/'), label: texts[lang].frame.home }, ...above, title]}
      log={log}
    >
      <Wrap>
        <Title lede={lede}>{title}</Title>
        <div className="measure stack-l mt5">{children}</div>
      </Wrap>
    </PublicPage>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section>
      <Head>{title}</Head>
      {children}
    </section>
  )
}

/** `/help`: how do I use this? */
export function HelpPage({ visit }: { readonly visit: Visit }): ReactNode {
  const { lang, href } = visit
  const t = helpTexts[lang]
  return (
    <HelpFrame visit={visit} title={t.help} lede={t.helpLede}>
      <Part title={t.read}>
        <NumberedSteps items={t.readItems} />
      </Part>
      <Part title={t.report}>
        <NumberedSteps items={t.reportItems} />
      </Part>
      <Part title={t.check}>
        <NumberedSteps items={t.checkItems} />
      </Part>
      <Part title={t.bigger}>
        <p>{t.biggerSays}</p>
      </Part>
      <Part title={t.person}>
        <p>
          {t.personSays} <a href="tel:12345">12345</a>
        </p>
      </Part>
      <p className="row">
        <a href={href('/help/identity')}>{t.identity}</a>
        <a href={href('/help/accessibility')}>{t.accessibility}</a>
        <a href={href('/data')}>{t.data}</a>
      </p>
    </HelpFrame>
  )
}

/** `/help/accessibility`: can I use this, and what does not work yet? */
export function AccessibilityPage({ visit }: { readonly visit: Visit }): ReactNode {
  const t = helpTexts[visit.lang]
  return (
    <HelpFrame visit={visit} title={t.accessibility} lede={t.accessibilityLede}>
      <Part title={t.follows}>
        <NumberedSteps items={t.followsItems} />
      </Part>
      <Part title={t.does}>
        <Says proves items={t.doesItems} />
      </Part>
      <Part title={t.not}>
        <Says proves={false} items={t.notItems} />
      </Part>
      <Part title={t.trouble}>
        <p>
          {t.troubleSays} <a href={visit.href('/report')}>{texts[visit.lang].nav.report}</a>
        </p>
      </Part>
    </HelpFrame>
  )
}

/** `/help/identity`: what is kept of me, and who reads it? */
export function IdentityPage({ visit }: { readonly visit: Visit }): ReactNode {
  const { lang, engine, href } = visit
  const t = helpTexts[lang]
  const years = engine.procedure(wallProcedure)?.declaration.retention.years ?? 0
  return (
    <HelpFrame visit={visit} title={t.identity} lede={t.identityLede}>
      <Part title={t.keeps}>
        <Says proves items={t.keepsItems} />
        <p className="mt3 small quiet">{t.kept(String(years))}</p>
      </Part>
      <Part title={t.keepsNot}>
        <Says proves={false} items={t.keepsNotItems} />
      </Part>
      <Part title={t.cookies}>
        <NumberedSteps items={t.cookiesItems} />
      </Part>
      <Part title={t.log}>
        <p>
          {t.logSays} <a href={href('/log')}>{texts[lang].nav.log}</a>
        </p>
      </Part>
      <Part title={t.law}>
        <NumberedSteps items={t.lawItems} />
      </Part>
    </HelpFrame>
  )
}

interface DataProps {
  readonly visit: Visit
  /** Where the description of the interface is; null where this server has none. */
  readonly openapi: string | null
}

/** `/data`: what can I download? */
export function DataPage({ visit, openapi }: DataProps): ReactNode {
  const { lang, href, programme } = visit
  const t = helpTexts[lang]
  const files = [
    [href('/list.csv'), t.files.list],
    [href('/wall.csv'), t.files.wall],
    [href('/inspections.csv'), t.files.inspections],
    [href('/wall.atom'), t.files.feed],
    [href('/column.atom'), t.files.column],
    [`/api/v1/plans/${programme.id}/clauses`, t.files.plan],
    [`/plan/${programme.id}/source.txt`, t.files.source],
    ['/api/v1/procedures', t.files.procedures],
  ] as const
  return (
    <HelpFrame visit={visit} title={t.data} lede={t.dataLede}>
      <Part title={t.tables}>
        <ul>
          {files.map(([address, label]) => (
            <li key={address}>
              <a href={address}>{label}</a>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t.interface}>
        <p>
          {t.interfaceSays} {openapi === null ? null : <a href={openapi}>{t.openapi}</a>}
        </p>
      </Part>
      <Part title={t.logTitle}>
        <p>
          {t.logFiles} <a href={href('/log')}>{texts[lang].nav.log}</a>
        </p>
      </Part>
      <Part title={t.verifierTitle}>
        <p>{t.verifierSays}</p>
        <ul>
          <li>
            <a href="/data/verify.html">{t.verifyHtml}</a>
          </li>
          <li>
            <a href="/data/verify.mjs">{t.verifyNode}</a>
          </li>
        </ul>
      </Part>
      <Part title={t.terms}>
        <p>{t.termsSays}</p>
      </Part>
    </HelpFrame>
  )
}
