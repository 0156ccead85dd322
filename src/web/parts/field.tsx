import type { InputHTMLAttributes, ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'
import type { FieldSpec, Option } from './field-spec.ts'
import { fieldId } from './form.tsx'
import { Icon } from './icon.tsx'

export { type FieldSpec, type Filled, type Option, specOf } from './field-spec.ts'

interface FieldProps {
  readonly spec: FieldSpec
  readonly lang: Language
}

/** Options laid open; more are a list. */
const openUpTo = 6
/** Entries of a list that people look through; beyond it they type. */
const listUpTo = 300
/** Options that stand in one column; more scroll in several. */
const columnUpTo = 12

const hintId = (name: string) => `${fieldId(name)}-hint`
const errorId = (name: string) => `${fieldId(name)}-error`

/** The hint of a field: its own, else what its kind has to say. */
function hintOf(spec: FieldSpec, lang: Language): string | undefined {
  const t = texts[lang].form
  if (spec.hint !== undefined) return spec.hint
  if (spec.kind === 'evidence' && spec.kinds !== undefined && spec.size !== undefined)
    return t.file(spec.kinds, spec.size)
  if (spec.kind === 'choices') return t.chooseMany
  if (spec.kind === 'lines') return t.onePerLine(spec.most ?? null)
  if (spec.kind === 'text' && spec.long && spec.max !== undefined) return t.atMost(spec.max)
  return undefined
}

/** What every input of the field carries: id, name, who describes it, whether it is wrong. */
function wiring(spec: FieldSpec, lang: Language) {
  const described = [
    ...(hintOf(spec, lang) === undefined ? [] : [hintId(spec.name)]),
    ...(spec.error === undefined ? [] : [errorId(spec.name)]),
  ]
  return {
    id: fieldId(spec.name),
    name: spec.name,
    'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
    'aria-invalid': spec.error === undefined ? undefined : ('true' as const),
    required: spec.required === true,
  }
}

function Need({ spec, lang }: FieldProps): ReactNode {
  const t = texts[lang].form
  return <span className="need">{spec.required ? t.required : t.optional}</span>
}

function Around({ spec, lang }: FieldProps): ReactNode {
  const hint = hintOf(spec, lang)
  return (
    <>
      {hint === undefined ? null : (
        <p className="hint" id={hintId(spec.name)}>
          {hint}
        </p>
      )}
      {spec.error === undefined ? null : (
        <p className="fault" id={errorId(spec.name)}>
          <Icon shape="late" />
          <span>{spec.error}</span>
        </p>
      )}
    </>
  )
}

type InputProps = InputHTMLAttributes<HTMLInputElement> & { readonly short?: boolean }

function Input({ short, ...rest }: InputProps): ReactNode {
  return <input className={short ? 'input short' : 'input'} autoComplete="off" {...rest} />
}

/** What is posted is the value; the label is shown beside it. */
function Suggestions({ id, options }: { readonly id: string; readonly options: readonly Option[] }): ReactNode {
  return (
    <datalist id={id}>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </datalist>
  )
}

function Select({
  spec,
  lang,
  options,
  value,
}: FieldProps & { options: readonly Option[]; value?: string }): ReactNode {
  const groups = [...new Set(options.map(({ group }) => group))]
  const rows = (group: string | undefined) =>
    options
      .filter((option) => option.group === group)
      .map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))
  return (
    <select className="input" {...wiring(spec, lang)} defaultValue={value ?? ''}>
      <option value="">{texts[lang].form.choose}</option>
      {groups.map((group) =>
        group === undefined ? (
          rows(group)
        ) : (
          <optgroup key={group} label={group}>
            {rows(group)}
          </optgroup>
        ),
      )}
    </select>
  )
}

interface OptionListProps {
  readonly spec: FieldSpec
  readonly type: 'radio' | 'checkbox'
  readonly options: readonly Option[]
  readonly chosen: readonly string[]
  readonly layout?: 'row' | 'many'
}

/** Radio buttons or boxes, each with what it means; the first carries the field's id, so that the summary leads to it. */
function OptionList({ spec, type, options, chosen, layout }: OptionListProps): ReactNode {
  return (
    <div className={layout === undefined ? 'options' : `options options-${layout}`}>
      {options.map((option, at) => (
        <label key={option.value}>
          <input
            type={type}
            id={at === 0 ? fieldId(spec.name) : `${fieldId(spec.name)}-${at}`}
            name={spec.name}
            value={option.value}
            defaultChecked={chosen.includes(option.value)}
            required={type === 'radio' && spec.required === true}
          />
          <b>{option.label}</b>
          {option.hint === undefined ? null : <small>{option.hint}</small>}
        </label>
      ))}
    </div>
  )
}

function optionsOf(spec: FieldSpec, lang: Language): Omit<OptionListProps, 'spec'> | null {
  const t = texts[lang].form
  if (spec.kind === 'choices') {
    const many = spec.options.length > columnUpTo ? { layout: 'many' as const } : {}
    return { type: 'checkbox', options: spec.options, chosen: spec.values ?? [], ...many }
  }
  if (spec.kind === 'yesNo') {
    const options = [
      { value: 'true', label: t.yes },
      { value: 'false', label: t.no },
    ]
    return { type: 'radio', options, chosen: spec.value === undefined ? [] : [spec.value], layout: 'row' }
  }
  if (spec.kind !== 'choice') return null
  const open = (spec.look ?? (spec.options.length <= openUpTo ? 'open' : 'list')) === 'open'
  return open ? { type: 'radio', options: spec.options, chosen: spec.value === undefined ? [] : [spec.value] } : null
}

/** Files that were received already: each is kept unless its box is cleared. */
function Kept({
  spec,
  lang,
}: {
  readonly spec: Extract<FieldSpec, { kind: 'evidence' }>
  readonly lang: Language
}): ReactNode {
  const { kept = [], name, label } = spec
  if (kept.length === 0) return null
  return (
    <fieldset className="options">
      <legend className="hint">{texts[lang].form.received(label)}</legend>
      {kept.map((file) => (
        <label key={file.value}>
          <input type="checkbox" name={name} value={file.value} defaultChecked />
          <b>{file.label}</b>
        </label>
      ))}
    </fieldset>
  )
}

function SingleInput({ spec, lang }: FieldProps): ReactNode {
  const wires = wiring(spec, lang)
  const lists = `${wires.id}-list`
  switch (spec.kind) {
    case 'text':
      return spec.long || spec.wraps ? (
        <textarea
          className={spec.long ? 'input' : 'input two-rows'}
          {...wires}
          defaultValue={spec.value}
          rows={spec.long ? 5 : 2}
        />
      ) : (
        <Input {...wires} defaultValue={spec.value} autoComplete={spec.complete ?? 'off'} />
      )
    case 'password':
      return <Input {...wires} type="password" autoComplete={spec.complete} />
    case 'lines':
      return <textarea className="input" {...wires} defaultValue={spec.value} rows={4} />
    case 'integer': {
      const input = (
        <Input
          {...wires}
          inputMode="numeric"
          defaultValue={spec.value}
          type="number"
          min={spec.from}
          max={spec.upTo}
          short
        />
      )
      return spec.unit === undefined ? (
        input
      ) : (
        <span className="with-unit">
          {input}
          <span>{spec.unit}</span>
        </span>
      )
    }
    case 'day':
      return <Input {...wires} type="date" defaultValue={spec.value} min={spec.earliest} max={spec.latest} short />
    case 'evidence':
      return (
        <>
          <Kept spec={spec} lang={lang} />
          <Input {...wires} type="file" accept={spec.accept?.join(',')} multiple />
        </>
      )
    case 'pick':
      return spec.options.length > listUpTo ? (
        <>
          <Input {...wires} defaultValue={spec.value} list={lists} />
          <Suggestions id={lists} options={spec.options} />
        </>
      ) : (
        <Select spec={spec} lang={lang} options={spec.options} {...(spec.value ? { value: spec.value } : {})} />
      )
    case 'choice':
      return <Select spec={spec} lang={lang} options={spec.options} {...(spec.value ? { value: spec.value } : {})} />
    case 'choices':
    case 'yesNo':
      return null
    default: {
      const never: never = spec
      throw new TypeError(String(never))
    }
  }
}

/** Label, hint, fault and input of one field. Works without JavaScript and keeps what was typed. */
export function Field({ spec, lang }: FieldProps): ReactNode {
  const list = optionsOf(spec, lang)
  const frame = spec.error === undefined ? 'field' : 'field bad'
  if (list !== null) {
    const { 'aria-describedby': describedBy } = wiring(spec, lang)
    return (
      <fieldset className={frame} aria-describedby={describedBy}>
        <legend className="label">
          {spec.label}
          <Need spec={spec} lang={lang} />
        </legend>
        <Around spec={spec} lang={lang} />
        <OptionList spec={spec} {...list} />
      </fieldset>
    )
  }
  return (
    <div className={frame}>
      <label className="label" htmlFor={fieldId(spec.name)}>
        {spec.label}
        <Need spec={spec} lang={lang} />
      </label>
      <Around spec={spec} lang={lang} />
      <SingleInput spec={spec} lang={lang} />
    </div>
  )
}
