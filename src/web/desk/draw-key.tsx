import type { ReactNode } from 'react'
import type { DrawKey } from '../../store/draw-keys.ts'
import { HiddenFields, Submit } from '../parts/button.tsx'
import { ErrorSummary } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { scriptHref } from './assets.ts'
import { deskDrawTexts } from './draws-text.ts'
import { type Acting, guarded } from './visit.ts'

interface Props {
  readonly visit: Acting
  readonly own: DrawKey | null
  readonly isWrong: boolean
}

/** The key of a party: made by the page's script on the party's own device, which keeps its secret. */
export function PartyKey({ visit, own, isWrong }: Props): ReactNode {
  const { lang, href, actor } = visit
  const t = deskDrawTexts[lang]
  return (
    <section className="sheet pad" data-draw-key data-post={actor.post} data-vkey={own?.vkey ?? ''}>
      <Head>{t.key}</Head>
      {isWrong ? <ErrorSummary errors={[]} lang={lang} says={t.keyWrong} /> : null}
      <p className="measure">{t.keySays}</p>
      {own === null ? (
        <p className="small quiet mt3">{t.keyNone}</p>
      ) : (
        <p className="small mt3">
          {t.keyIs} <span className="mono hash">{own.vkey}</span>
        </p>
      )}
      <p className="small" role="status">
        <span hidden data-here>
          {t.keyHere}
        </span>
        <span hidden data-elsewhere>
          {t.keyElsewhere}
        </span>
        <span hidden data-unable>
          {t.keyUnable}
        </span>
      </p>
      <noscript>
        <p className="small">{t.keyNeedsScript}</p>
      </noscript>
      <form className="mt4" method="post" action={href('/desk/draws/key')} hidden>
        <HiddenFields of={guarded(visit, { vkey: '' })} />
        <Submit look="second">{t.keyMake}</Submit>
      </form>
      <script src={scriptHref('draw')} defer />
    </section>
  )
}
