import type { ReactNode } from 'react'
import type { Frame } from '../parts/frame.tsx'
import { BigFigure } from '../parts/home.tsx'
import { PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { hrefIn, texts } from '../text/texts.ts'
import { Controls } from './controls.tsx'
import { BurdenViews, ChainView } from './desk-views.tsx'
import { kitTexts } from './kit-text.ts'
import { DrawViews, ScoreViews } from './proof-views.tsx'
import { Statuses } from './statuses.tsx'
import { Tokens } from './tokens.tsx'
import { CaseViews, PlanViews, WallViews } from './views.tsx'

/** /kit: every part in every state. What is not here has no class in the stylesheet (kit.test.ts). */
export function Kit({ frame }: { readonly frame: Frame }): ReactNode {
  const t = kitTexts[frame.lang]
  return (
    <PublicPage
      frame={frame}
      title={t.title}
      description={t.lede}
      trail={[{ href: hrefIn(frame.lang, '/'), label: texts[frame.lang].frame.home }, t.title]}
      log={{ size: 1847, href: '/log' }}
      wide
    >
      <Wrap>
        <Title lede={t.lede} side={<BigFigure over={t.home} n="82.4" unit="／100" />}>
          {t.title}
        </Title>
        <div className="kit">
          <Tokens lang={frame.lang} />
          <Statuses lang={frame.lang} />
          <Controls lang={frame.lang} />
          <CaseViews lang={frame.lang} photo={frame.site.icon} />
          <PlanViews lang={frame.lang} />
          <ChainView lang={frame.lang} />
          <WallViews lang={frame.lang} />
          <DrawViews lang={frame.lang} />
          <ScoreViews lang={frame.lang} />
          <BurdenViews lang={frame.lang} />
        </div>
      </Wrap>
    </PublicPage>
  )
}
