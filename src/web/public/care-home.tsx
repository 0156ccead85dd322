import type { ReactNode } from 'react'
import { LargeDoors } from '../parts/home.tsx'
import { Head, PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Chip } from '../parts/status.tsx'
import { Written } from '../parts/written.tsx'
import type { Home } from './home-data.ts'
import { homeTexts } from './home-text.ts'
import type { Visit } from './visit.ts'

/** `/` in large type: four large choices, what is held, and how to be helped by a person. */
export function CareHomePage({ visit, home }: { readonly visit: Visit; readonly home: Home }): ReactNode {
  const { frame, lang, log, href, programme } = visit
  const t = homeTexts[lang]
  const held = home.wall.heldInPlace + home.wall.heldSatisfied
  return (
    <PublicPage frame={frame} title={t.title} log={log}>
      <Wrap>
        <Title>{t.careQuestion}</Title>
        <div className="mt5">
          <LargeDoors
            doors={[
              { href: href('/report'), label: t.careReport },
              { href: href('/mine'), label: t.careMine },
              { href: href(`/plan/${programme.id}`), label: t.carePlan, second: true },
              { href: 'tel:12345', label: t.carePhone, second: true },
            ]}
          />
        </div>
        <section className="mt7">
          <Head>{t.careHeld}</Head>
          <p>{t.careHeldSays(held)}</p>
          {home.held.slice(0, 1).map((problem) => (
            <div className="sheet pad mt4" key={problem.seen.no}>
              <h3>
                <a href={problem.href}>
                  <Written text={problem.seen.title} lang={lang} />
                </a>
              </h3>
              <p className="mt2">{problem.unitName}</p>
              <p className="mt2">
                <Chip status={problem.status} lang={lang} label={problem.label} />
              </p>
            </div>
          ))}
          <p className="mt4">
            <a href={href('/wall')}>{t.careHeldLink}</a>
          </p>
        </section>
        <section className="mt7">
          <Head>{t.careHelp}</Head>
          <p>{t.careHelpSays}</p>
          <p className="mt3">
            <a href={href('/help')}>{t.careHelpLink}</a>
          </p>
        </section>
      </Wrap>
    </PublicPage>
  )
}
