import type { ReactNode } from 'react'
import { evidenceBytesMax } from '../../engine/evidence.ts'
import type { Evidence, FieldFault, Fields } from '../../kernel/field.ts'
import { inLanguage } from '../../kernel/text.ts'
import { Field, type FieldSpec, type Option, specOf } from '../parts/field.tsx'
import type { FieldError } from '../parts/form.tsx'
import { one, type Submitted } from '../site/form.ts'
import { bilingual } from '../text/bilingual.ts'
import type { Visit } from './visit.ts'

const texts = bilingual(
  {
    kinds: '照片、PDF、Word、Excel、录音录像',
    kept: '已经传上来的（再选文件会加进去）',
    drop: '不要这一份',
    place: '照片里可能带着拍摄地点，也可能认得出人；不想让人知道，就先截图再传。',
  },
  {
    kinds: 'Pictures, PDF, Word, Excel, recordings',
    kept: 'Already uploaded (choosing files adds to them)',
    drop: 'Leave this one out',
    place:
      'A photo may hold the place where it was taken, or show people; to keep that to yourself, upload a screenshot instead.',
  },
)

const accept = ['image/*', 'audio/*', 'video/mp4', '.pdf', '.docx', '.xlsx', '.txt']

/** What somebody typed into a declared form, and what is to be corrected. */
export interface Typed {
  readonly form: Submitted
  readonly faults: readonly (FieldFault | FieldError)[]
}

export const nothingTyped: Typed = { form: { values: new Map(), files: [] }, faults: [] }

/** Faults in words, one for each field, in the order of the form. */
export function errorsOf(fields: Fields, { faults }: Typed, { lang }: Visit): readonly FieldError[] {
  const wordsOf = (fault: FieldFault | FieldError) =>
    typeof fault.says === 'string' ? fault.says : inLanguage(fault.says, lang)
  return Object.keys(fields).flatMap((field) => {
    const fault = faults.find((each) => each.field === field)
    return fault ? [{ field, says: wordsOf(fault) }] : []
  })
}

/** Units that exist now, by name. */
export function unitOptions({ engine, today, lang, unitName }: Visit): readonly Option[] {
  return engine
    .org()
    .data.units.filter((unit) => unit.ended === undefined || unit.ended >= today)
    .map((unit) => ({ value: unit.id, label: unitName(unit.id) }))
    .sort((a, b) => a.label.localeCompare(b.label, lang === 'zh' ? 'zh-CN' : 'en'))
}

/** Evidence that an earlier try has uploaded: what the form kept of it, well-formed or nothing. */
export function keptIn(form: Submitted, name: string): readonly Evidence[] {
  const dropped = form.values.get('drop') ?? []
  return (form.values.get(name) ?? []).flatMap((text) => {
    try {
      const item = JSON.parse(text) as Partial<Evidence> | null
      const isWhole = typeof item?.sha256 === 'string' && typeof item.name === 'string'
      return isWhole && !dropped.includes(item.sha256 ?? '') ? [item as Evidence] : []
    } catch {
      return []
    }
  })
}

function KeptFiles({ name, items, visit }: { name: string; items: readonly Evidence[]; visit: Visit }): ReactNode {
  const t = texts[visit.lang]
  if (items.length === 0) return null
  return (
    <fieldset className="field">
      <legend className="label">{t.kept}</legend>
      <div className="options">
        {items.map((item) => (
          <label key={item.sha256}>
            <input type="checkbox" name="drop" value={item.sha256} />
            <b>{item.name}</b>
            <small>{t.drop}</small>
            <input type="hidden" name={name} value={JSON.stringify(item)} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface FieldsProps {
  readonly visit: Visit
  readonly fields: Fields
  readonly typed: Typed
  /** Own hints for fields, instead of the declared ones. */
  readonly hints?: Readonly<Record<string, string>>
}

/** The fields of a declared form for a citizen, with what was typed and what is to be corrected. */
export function CitizenFields({ visit, fields, typed, hints = {} }: FieldsProps): ReactNode {
  const { lang } = visit
  const t = texts[lang]
  const errors = errorsOf(fields, typed, visit)
  const size = `${Math.round(evidenceBytesMax / 1024 / 1024)} MB`
  return Object.entries(fields).map(([name, field]) => {
    const error = errors.find((each) => each.field === name)?.says
    const isEvidence = field.kind === 'evidence'
    const values = isEvidence ? undefined : typed.form.values.get(name)
    const spec = specOf(name, field, lang, {
      ...(values && { typed: values }),
      ...(error !== undefined && { error }),
      ...(field.kind === 'unit' && { options: unitOptions(visit) }),
      ...(isEvidence && { evidence: { accept, kinds: t.kinds, size } }),
    })
    const hint =
      hints[name] ??
      (isEvidence
        ? `${t.kinds}${lang === 'zh' ? '，每份不超过 ' : ', up to '}${size}${lang === 'zh' ? '。' : ' each. '}${t.place}`
        : undefined)
    const shown: FieldSpec = hint === undefined ? spec : { ...spec, hint }
    return (
      <div className="stack" key={name}>
        <Field spec={shown} lang={lang} />
        {isEvidence ? <KeptFiles name={name} items={keptIn(typed.form, name)} visit={visit} /> : null}
      </div>
    )
  })
}

/** Everything typed, as hidden fields for the next step. */
export function hiddenOf(fields: Fields, form: Submitted): readonly (readonly [name: string, value: string])[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    field.kind === 'evidence'
      ? keptIn(form, name).map((item) => [name, JSON.stringify(item)] as const)
      : (form.values.get(name) ?? []).map((value) => [name, value] as const),
  )
}

/** The command's key that the form carries, or undefined when somebody changed it. */
export function keyIn(form: Submitted): string | undefined {
  const key = one(form, 'id')
  return key !== undefined && /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(key) ? key : undefined
}
