import type { ReactNode } from 'react'
import { type Elsewhere, type Target, targetOf } from '../../engine/publication.ts'
import type { ProgrammeSettings } from '../../engine/review-files.ts'
import type { Org } from '../../kernel/org.ts'
import { LinkButton, PostButton, Unavailable } from '../parts/button.tsx'
import { Head } from '../parts/public-page.tsx'
import { DefinitionList } from '../parts/table.tsx'
import { type Dossier, pathOf } from './compile-data.ts'
import type { NextEdition } from './next-edition.ts'
import type { Known } from './publish-settings.tsx'
import { publishTexts } from './publish-text.ts'
import { manyTexts } from './units-many-text.ts'
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
  /** Where it is the next edition of the plan that runs. */
  readonly next: NextEdition | null
  /** Every sentence and the settings are decided and countersigned. */
  readonly isReady: boolean
}

/** Why the plan does not come into force here, and what to do instead. */
function Why({ visit: { lang, engine }, why }: Pick<Props, 'visit'> & { readonly why: Elsewhere }): ReactNode {
  const t = publishTexts[lang]
  const { id, edition, region } = engine.programme
  return <p>{t.why[why]({ id, edition, region })}</p>
}

/** Units that lead or assist by what was decided, and that the register does not hold by that name. */
function unitsWanted({ data }: Org, { reviewed }: Dossier): readonly string[] {
  const known = new Set(data.units.flatMap(({ names }) => names.map(({ name }) => name[0])))
  const named = reviewed.flatMap(({ decision }) =>
    (decision?.matters ?? []).flatMap(({ answers }) => [answers.lead?.value ?? '', answers.assist?.value ?? '']),
  )
  const each = named.flatMap((names) => names.split(/[、，,；;]/)).map((name) => name.trim())
  return [...new Set(each)].filter((name) => name !== '' && !known.has(name))
}

/** Names in one address. */
const mostNamed = 40

/** What becomes of an instance whose first plan it is. */
function First({ visit: { lang, href, engine }, dossier }: Pick<Props, 'visit' | 'dossier'>): ReactNode {
  const t = publishTexts[lang]
  const unknown = unitsWanted(engine.org(), dossier)
  const { units, posts } = engine.org().data
  const count = <a href={href('/desk/units')}>{t.unitsCount(units.length, posts.length)}</a>
  return (
    <>
      <p className="small">{t.firstSays}</p>
      <DefinitionList
        entries={[
          { term: t.publicLog, value: engine.signer.origin },
          { term: t.units, value: count },
          ...(unknown.length === 0 ? [] : [{ term: t.unitsWanted, value: t.names(unknown) }]),
        ]}
      />
      {unknown.length === 0 ? null : (
        <p className="small">
          <a href={href(`/desk/units/many?names=${encodeURIComponent(unknown.slice(0, mostNamed).join('\n'))}`)}>
            {manyTexts[lang].title}
          </a>
        </p>
      )}
    </>
  )
}

/** What the next edition of the plan that runs touches, and what of it waits for a person. */
function NextPanel({
  visit,
  dossier,
  next,
}: Pick<Props, 'visit' | 'dossier'> & { readonly next: NextEdition }): ReactNode {
  const { lang, href } = visit
  const t = publishTexts[lang]
  const to = (place: string, words: string) => <a href={href(pathOf(dossier, `/compare${place}`))}>{words}</a>
  const touched = next.affected.reduce((sum, { cases }) => sum + cases.length, 0)
  return (
    <>
      <p className="small">{t.editionSays}</p>
      <DefinitionList
        entries={[
          { term: t.pairs, value: to('', t.pairsLeft(next.pairsLeft)) },
          { term: t.touched, value: to('#map', next.isMapped ? t.mapped(touched) : t.unmapped(touched)) },
        ]}
      />
    </>
  )
}

/** Whether this plan is the one that runs here now. */
const runsHere = ({ engine: { programme } }: Acting, { draft }: Dossier, { settings }: Known) =>
  programme.id === settings.id && programme.edition === settings.edition && programme.text === draft.content

/** 在这里公布: what it means, and the button once two persons have settled everything. */
export function PublishHere({ visit, dossier, known, target, next, isReady }: Props): ReactNode {
  const { lang, href } = visit
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
  const isOpen = isReady && (next === null || (next.pairsLeft === 0 && next.isMapped))
  return (
    <section className="sheet pad">
      <Head>{t.here}</Head>
      {target.kind === 'first' ? <First visit={visit} dossier={dossier} /> : null}
      {next === null ? null : <NextPanel visit={visit} dossier={dossier} next={next} />}
      {target.kind === 'elsewhere' ? (
        <Why visit={visit} why={target.why} />
      ) : (
        <p className="row mt3">
          {isOpen ? (
            <PostButton action={href(pathOf(dossier, '/publish'))} fields={guarded(visit)}>
              {t.publish}
            </PostButton>
          ) : (
            <Unavailable lang={lang} why={isReady ? t.notMapped : t.notReadyHere}>
              {t.publish}
            </Unavailable>
          )}
        </p>
      )}
    </section>
  )
}
