import { draftTree } from '../../engine/edition-mapping.ts'
import { type ProgrammeSettings, usualCalendar } from '../../engine/review-files.ts'
import { type Duty, duties } from '../../mechanisms/duties.ts'
import { type Dossier, titleOf } from './compile-data.ts'
import { comparisonOf, settledLandings } from './next-edition.ts'
import type { Acting } from './visit.ts'

export const dutyNames = Object.keys(duties) as readonly Duty[]

/** The longest Chinese name that a list shows of a plan. */
export const shortTitle = 24

/** Whether at least half of the clauses are those of the plan that runs: then it is taken for its next edition. */
function isNextEdition(visit: Acting, dossier: Dossier): boolean {
  const { pairs } = comparisonOf(visit, dossier)
  return pairs.filter(({ change }) => change === 'same').length * 2 >= pairs.length
}

/** The settings of the plan that runs, one edition on; each duty rests on what its sentence became. */
function nextSettings({ engine: { programme } }: Acting, dossier: Dossier): ProgrammeSettings {
  const { id, edition, region, title, shortTitle, site, log, officeHours, binding } = programme
  const landed = settledLandings(programme, dossier)
  const slugs = new Map(
    draftTree(programme, dossier.compiled).flatMap(({ sentences }) => sentences.map((one) => [one.slug, one.start])),
  )
  const subjectAt = (slug: string) => {
    const to = landed.get(slug)?.to ?? null
    const start = to === null ? undefined : slugs.get(to)
    return dossier.reviewed.find(({ sentence }) => sentence.start === start)?.subject
  }
  return {
    ...{ id, edition: edition + 1, region, title, shortTitle, site, log, officeHours },
    days: programme.days ?? usualCalendar.days,
    issuedOn: dossier.compiled.meta.date_issued ?? '',
    duties: Object.fromEntries(
      dutyNames.map((duty) => [
        duty,
        (binding.duties[duty] ?? []).map(subjectAt).find((one) => one !== undefined) ?? '',
      ]),
    ) as Record<Duty, string>,
  }
}

/** What is known of the settings before anybody decided them: of the plan that runs, else of the text and this instance. */
export function startingSettings(visit: Acting, dossier: Dossier): ProgrammeSettings {
  const { meta } = dossier.compiled
  const title = titleOf(dossier, visit)
  if (isNextEdition(visit, dossier)) return nextSettings(visit, dossier)
  return {
    ...usualCalendar,
    id: '',
    edition: 1,
    region: visit.engine.programme.region,
    title: [title, ''],
    shortTitle: [title.slice(0, shortTitle), ''],
    site: ['', ''],
    issuedOn: meta.date_issued ?? '',
    log: visit.engine.signer.origin,
    duties: Object.fromEntries(dutyNames.map((duty) => [duty, ''])) as Record<Duty, string>,
  }
}
