import type { ReactNode } from 'react'
import type { Frame } from '../parts/frame.tsx'
import { PublicPage, Title, Wrap } from '../parts/public-page.tsx'
import { Controls } from './controls.tsx'
import { kitTexts } from './kit-text.ts'
import { Statuses } from './statuses.tsx'
import { Tokens } from './tokens.tsx'

/** /kit: every part in every state. What is not here has no class in the stylesheet (kit.test.ts). */
export function Kit({ frame }: { readonly frame: Frame }): ReactNode {
  const t = kitTexts[frame.lang]
  return (
    <PublicPage frame={frame} title={t.title} trail={[t.title]} log={{ size: 1847, href: '/log' }}>
      <Wrap>
        <Title lede={t.lede}>{t.title}</Title>
        <div className="kit">
          <Tokens lang={frame.lang} />
          <Statuses lang={frame.lang} />
          <Controls lang={frame.lang} />
        </div>
      </Wrap>
    </PublicPage>
  )
}
