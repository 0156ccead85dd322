import { type ReactNode, useId } from 'react'
import type { Option } from './field-spec.ts'

interface FilterListProps {
  readonly name: string
  readonly label: string
  /** What choosing nothing means. Example: '所有单位'. */
  readonly every: string
  readonly options: readonly Option[]
  readonly value?: string
}

/** One condition of a list, as a list of its own inside a GET form. */
export function FilterList({ name, label, every, options, value }: FilterListProps): ReactNode {
  const id = useId()
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <select className="input" id={id} name={name} defaultValue={value ?? ''}>
        <option value="">{every}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
