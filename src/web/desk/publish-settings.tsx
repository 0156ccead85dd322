import type { ReactNode } from 'react'
import { daysIn, daysText, hoursIn, hoursText } from '../../engine/review-calendar.ts'
import { type ProgrammeSettings, type SettingFault, settingsSubject } from '../../engine/review-files.ts'
import { type Said, saidAbout, saidOf } from '../../engine/review-state.ts'
import { inLanguage } from '../../kernel/text.ts'
import { type Duty, duties } from '../../mechanisms/duties.ts'
import { Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import type { FieldSpec } from '../parts/field-spec.ts'
import { ErrorSummary, Form } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { DefinitionList } from '../parts/table.tsx'
import { type Submitted, one as sent } from '../site/form.ts'
import { citeOf, type Dossier, pathOf } from './compile-data.ts'
import { dutyNames, shortTitle, startingSettings } from './publish-start.ts'
import { publishTexts } from './publish-text.ts'
import { type Acting, guarded, seenField } from './visit.ts'

/** What is known of the settings: whoever decided them, else what the text and this instance tell. */
export interface Known {
  readonly said: Said
  readonly settings: ProgrammeSettings
  /** The edition, hours and days as lines; as they were typed where a form is shown again. */
  readonly lines: Lines
}

interface Lines extends CalendarLines {
  readonly edition: string
}

interface CalendarLines {
  readonly officeHours: string
  readonly daysOff: string
  readonly workDays: string
}

const linesOf = ({ edition, officeHours, days }: ProgrammeSettings): Lines => ({
  edition: String(edition),
  officeHours: hoursText(officeHours),
  daysOff: daysText(days.off),
  workDays: daysText(days.work),
})

/** Characters of the days that one form may hold: a few years of them. */
const mostTyped = 4000

export function knownSettings(visit: Acting, dossier: Dossier): Known {
  const said = saidAbout(saidOf(dossier.reviews), settingsSubject)
  const decided = said.decided?.decision as Partial<ProgrammeSettings> | undefined
  const settings = { ...startingSettings(visit, dossier), ...decided }
  return { said, settings, lines: linesOf(settings) }
}

/** What each field is called where it is wrong; a pair of names stands with its first. */
const fieldOf: Readonly<Record<SettingFault, string>> = {
  id: 'id',
  edition: 'edition',
  region: 'region',
  title: 'title-en',
  site: 'site-zh',
  issuedOn: 'issuedOn',
  log: 'log',
  officeHours: 'officeHours',
  daysOff: 'daysOff',
  workDays: 'workDays',
}

export interface SettingsProps {
  readonly visit: Acting
  readonly dossier: Dossier
  readonly known: Known
  readonly faults: readonly SettingFault[]
}

function namedFields({ visit: { lang }, known: { settings, lines }, faults }: SettingsProps): readonly FieldSpec[] {
  const t = publishTexts[lang]
  const errorAt = (name: string) => faults.find((fault) => fieldOf[fault] === name)
  const text = (name: string, label: string, value: string, hint?: string) => {
    const fault = errorAt(name)
    return {
      kind: 'text' as const,
      name,
      label,
      value,
      required: true,
      ...(hint === undefined ? {} : { hint }),
      ...(fault === undefined ? {} : { error: t.wrong[fault] }),
    }
  }
  /** Titles of plans run to 40 characters and more. */
  const name = (...of: Parameters<typeof text>): FieldSpec => ({ ...text(...of), wraps: true })
  return [
    text('id', t.id, settings.id, t.idHint),
    text('edition', t.edition, lines.edition),
    text('region', t.region, settings.region, t.regionHint),
    name('title-zh', t.titleZh, settings.title[0]),
    name('title-en', t.titleEn, settings.title[1]),
    name('site-zh', t.siteZh, settings.site[0]),
    name('site-en', t.siteEn, settings.site[1]),
    text('issuedOn', t.issuedOn, settings.issuedOn),
    text('log', t.log, settings.log, t.logHint),
  ]
}

/** Hours of office, and the days of this place alone. */
function calendarFields({ visit: { lang }, known: { lines }, faults }: SettingsProps): readonly FieldSpec[] {
  const t = publishTexts[lang]
  return (['officeHours', 'daysOff', 'workDays'] as const).map((name) => ({
    kind: 'lines',
    name,
    label: t[name],
    hint: t.linesHint[name],
    required: name === 'officeHours',
    value: lines[name],
    ...(faults.includes(name) ? { error: t.wrong[name] } : {}),
  }))
}

/** Characters of a sentence in a list. */
const excerpt = 30

/** For each duty the sentences of this plan, one of which demands it, or none. */
function dutyFields({ visit, dossier, known }: SettingsProps): readonly FieldSpec[] {
  const { lang } = visit
  const { compiled, reviewed } = dossier
  const options = [
    { value: 'silent', label: publishTexts[lang].silent },
    ...reviewed
      .filter(({ isAsked, standing }) => isAsked || standing !== 'open')
      .map((one) => ({
        value: one.subject,
        label: `${citeOf(dossier, one, visit)} ${compiled.text.slice(one.sentence.start, one.sentence.end).trim().slice(0, excerpt)}`,
      })),
  ]
  return dutyNames.map((duty) => ({
    kind: 'choice',
    look: 'list',
    name: `duty-${duty}`,
    label: inLanguage(duties[duty], lang),
    required: true,
    value: known.settings.duties[duty] || 'silent',
    options,
  }))
}

/** What the programme is called, and which sentence demands each duty. */
export function SettingsForm(props: SettingsProps): ReactNode {
  const { visit, dossier, known, faults } = props
  const { lang, href, me } = visit
  const t = publishTexts[lang]
  return (
    <section className="sheet pad">
      <Head>{t.settings}</Head>
      {faults.length === 0 ? null : (
        <ErrorSummary
          lang={lang}
          errors={faults.map((fault) => ({ field: fieldOf[fault], says: t.wrong[fault] }))}
          says={t.incomplete}
        />
      )}
      <Form
        action={href(pathOf(dossier, '/settings'))}
        fields={guarded(visit, { [seenField]: known.said.last?.id ?? '' })}
        draft={`${me.account.id}/publish/${dossier.draft.id}`}
      >
        {namedFields(props).map((spec) => (
          <Field key={spec.name} spec={spec} lang={lang} />
        ))}
        <h3>{t.calendar}</h3>
        <p className="small">{t.calendarSays}</p>
        {calendarFields(props).map((spec) => (
          <Field key={spec.name} spec={spec} lang={lang} />
        ))}
        <h3>{t.duties}</h3>
        <p className="small">{t.dutiesSays}</p>
        {dutyFields(props).map((spec) => (
          <Field key={spec.name} spec={spec} lang={lang} />
        ))}
        <p>
          <Submit>{t.save}</Submit>
        </p>
      </Form>
    </section>
  )
}

/** The settings that another person decided, to be countersigned. */
export function SecondSettings({ visit, dossier, known }: SettingsProps): ReactNode {
  const { lang, href, actor } = visit
  const { said, settings } = known
  const t = publishTexts[lang]
  if (said.standing !== 'decided') return null
  const bySubject = new Map(dossier.reviewed.map((one) => [one.subject, one]))
  const cited = (duty: Duty) => {
    const one = bySubject.get(settings.duties[duty])
    return one ? `${citeOf(dossier, one, visit)} ${one.sentence.text}` : t.silent
  }
  return (
    <section className="sheet pad">
      <Head>{t.agree}</Head>
      {said.decided?.person === actor.person ? (
        <p className="small">{t.ownSettings}</p>
      ) : (
        <>
          <DefinitionList
            entries={[
              { term: t.id, value: settings.id },
              { term: t.edition, value: String(settings.edition) },
              { term: t.region, value: settings.region },
              { term: t.titleZh, value: settings.title.join(' / ') },
              { term: t.siteZh, value: settings.site.join(' / ') },
              { term: t.issuedOn, value: settings.issuedOn },
              { term: t.log, value: settings.log },
              { term: t.officeHours, value: known.lines.officeHours.split('\n').join(t.comma) },
              { term: t.daysOff, value: known.lines.daysOff.split('\n').join(t.comma) || t.noDays },
              { term: t.workDays, value: known.lines.workDays.split('\n').join(t.comma) || t.noDays },
              ...dutyNames.map((duty) => ({ term: inLanguage(duties[duty], lang), value: cited(duty) })),
            ]}
          />
          <Form
            action={href(pathOf(dossier, '/settings/agree'))}
            fields={guarded(visit, { [seenField]: said.last?.id ?? '' })}
          >
            <p>
              <Submit>{t.agree}</Submit>
            </p>
          </Form>
        </>
      )}
    </section>
  )
}

/** A form of settings: what it says, and the lines as they were typed. */
export type Brought = Pick<Known, 'settings' | 'lines'>

/** The settings that a form brought. */
export function settingsIn(dossier: Dossier, form: Submitted): Brought {
  const text = (name: string) => (sent(form, name) ?? '').slice(0, 200)
  /** A name is one line, however it was broken while typing. */
  const name = (field: string, joint: string) =>
    text(field)
      .split(/\s*\n\s*/)
      .filter((line) => line !== '')
      .join(joint)
  const known = new Set(dossier.reviewed.map(({ subject }) => subject))
  const chosen = (duty: Duty) => {
    const subject = text(`duty-${duty}`)
    return known.has(subject) ? subject : ''
  }
  const title = [name('title-zh', ''), name('title-en', ' ')] as const
  const lines = (name: keyof CalendarLines) => (sent(form, name) ?? '').slice(0, mostTyped)
  const typed = { officeHours: lines('officeHours'), daysOff: lines('daysOff'), workDays: lines('workDays') }
  const settings: ProgrammeSettings = {
    officeHours: hoursIn(typed.officeHours),
    days: { off: daysIn(typed.daysOff), work: daysIn(typed.workDays) },
    id: text('id'),
    edition: Number(text('edition')),
    region: text('region'),
    title,
    shortTitle: [title[0].slice(0, shortTitle), title[1].slice(0, shortTitle * 2)],
    site: [name('site-zh', ''), name('site-en', ' ')],
    issuedOn: text('issuedOn'),
    log: text('log'),
    duties: Object.fromEntries(dutyNames.map((duty) => [duty, chosen(duty)])) as Record<Duty, string>,
  }
  return { settings, lines: { ...typed, edition: text('edition') } }
}
