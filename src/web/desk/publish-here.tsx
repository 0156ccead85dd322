import type { ReactNode } from 'react'
import { type Target, targetOf } from '../../engine/publication.ts'
import type { ProgrammeSettings } from '../../engine/review-files.ts'
import { LinkButton, PostButton, Unavailable } from '../parts/button.tsx'
import { Head } from '../parts/public-page.tsx'
import { DefinitionList } from '../parts/table.tsx'
import { type Dossier, pathOf } from './compile-data.ts'
import type { Known } from './publish-settings.tsx'
import { publishTexts } from './publish-text.ts'
import { type Acting, guarded } from './visit.ts'

/** What publishing a plan with these settings means here; null where this server takes no plan over. */
export async function targetHere({ engine, site }: Acting, settings: ProgrammeSettings): Promise<Target | null> {
  const { takeOver } = site.context
  return takeOver ? targetOf(engine.db, engine.programme, settings, takeOver) : null
}

interface Props {
  readonly visit: Acting
  readonly dossier: Dossier
  readonly known: Known
  readonly target: Target | null
  /** Every sentence and the settings are decided and countersigned. */
  readonly isReady: boolean
}

/** Why the plan does not come into force here, and what to do instead. */
function Why({ visit: { lang, engine }, target }: Pick<Props, 'visit'> & { readonly target: Target }): ReactNode {
  const t = publishTexts[lang]
  if (target.kind !== 'elsewhere') return <p>{t.editionLater}</p>
  const { id, edition, region } = engine.programme
  const names = { id, edition, region }
  return <p>{t.why[target.why](names)}</p>
}

/** Whether this plan is the one that runs here now. */
const runsHere = ({ engine: { programme } }: Acting, { draft }: Dossier, { settings }: Known) =>
  programme.id === settings.id && programme.edition === settings.edition && programme.text === draft.content

/** 在这里公布: what it means, and the button once two persons have settled everything. */
export function PublishHere({ visit, dossier, known, target, isReady }: Props): ReactNode {
  const { lang, href, engine } = visit
  const t = publishTexts[lang]
  const { settings } = known
  if (target === null) return null
  if (runsHere(visit, dossier, known)) {
    return (
      <section className="sheet pad">
        <Head>{t.here}</Head>
        <p>{t.running(settings.edition)}</p>
        <p className="row mt3">
          <LinkButton href={href(`/plan/${settings.id}`)} look="second" compact>
            {t.seePublic}
          </LinkButton>
        </p>
      </section>
    )
  }
  const units = engine.org().data.units.length
  return (
    <section className="sheet pad">
      <Head>{t.here}</Head>
      {target.kind === 'first' ? (
        <>
          <p className="small">{t.firstSays}</p>
          <DefinitionList
            entries={[
              { term: t.publicLog, value: engine.signer.origin },
              {
                term: t.units,
                value: <a href={href('/desk/units')}>{t.unitsCount(units, engine.org().data.posts.length)}</a>,
              },
            ]}
          />
        </>
      ) : (
        <Why visit={visit} target={target} />
      )}
      {target.kind !== 'first' ? null : (
        <p className="row mt3">
          {isReady ? (
            <PostButton action={href(pathOf(dossier, '/publish'))} fields={guarded(visit)}>
              {t.publish}
            </PostButton>
          ) : (
            <Unavailable lang={lang} why={t.notReadyHere}>
              {t.publish}
            </Unavailable>
          )}
        </p>
      )}
    </section>
  )
}
