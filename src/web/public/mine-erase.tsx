import type { ReactNode } from 'react'
import { type Ground, grounds } from '../../engine/erasure.ts'
import { choice, choices, type Fields } from '../../kernel/field.ts'
import { type Bilingual, inLanguage } from '../../kernel/text.ts'
import type { FollowedWish } from '../../store/erasure-wish.ts'
import { Submit } from '../parts/button.tsx'
import { ErrorSummary, Form } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Chip, type Status } from '../parts/status.tsx'
import { Note } from '../parts/table.tsx'
import { CitizenFields, errorsOf, nothingTyped, type Typed } from './citizen-fields.tsx'
import type { OwnCase } from './mine-data.ts'
import { mineEraseTexts } from './mine-erase-text.ts'
import type { Visit } from './visit.ts'

/** What was chosen, when it was refused. */
export interface RefusedWish {
  readonly typed: Typed
  readonly says: string
}

type State = 'filed' | 'taken' | 'granted' | 'refused'

const chips: Readonly<Record<State, Status>> = { filed: 'wait', taken: 'wait', granted: 'ok', refused: 'none' }

const stateOf = ({ takenAt, agreed }: FollowedWish): State => {
  if (agreed !== null) return agreed ? 'granted' : 'refused'
  return takenAt === null ? 'filed' : 'taken'
}

const both = (key: 'fields' | 'fieldsHint' | 'ground'): Bilingual => [mineEraseTexts.zh[key], mineEraseTexts.en[key]]

/** The form of a wish: what of the person's own words, and on which ground. */
export function wishFields({ procedure, erasable }: OwnCase): Fields {
  const options = Object.fromEntries(
    erasable.map((name): [string, Bilingual] => [name, procedure.fields[name]?.title ?? [name, name]]),
  )
  return {
    fields: choices({ title: both('fields'), hint: both('fieldsHint'), see: 'parties', options }),
    ground: choice({ title: both('ground'), see: 'parties', options: grounds }),
  }
}

export const isGround = (value: unknown): value is Ground => typeof value === 'string' && Object.hasOwn(grounds, value)

function Wish({ visit, own, wish }: { visit: Visit; own: OwnCase; wish: FollowedWish }): ReactNode {
  const { lang, href, format } = visit
  const t = mineEraseTexts[lang]
  const state = stateOf(wish)
  const names = wish.fields.map((name) => inLanguage(own.procedure.fields[name]?.title ?? [name, name], lang))
  return (
    <li>
      <p className="row">
        <Chip status={chips[state]} lang={lang} label={t.state[state]} />
        <b>{names.join(lang === 'zh' ? '、' : ', ')}</b>
      </p>
      <p className="small quiet row">
        <span>{t.on(format.fullMoment(wish.filedAt.getTime(), visit.programme.timeZone))}</span>
        {wish.index === null ? null : <a href={href(`/receipt/${wish.index}`)}>{t.entry(format.number(wish.index))}</a>}
      </p>
      {wish.answer === null ? null : <p className="mt2">{wish.answer}</p>}
    </li>
  )
}

interface EraseProps {
  readonly visit: Visit
  readonly own: OwnCase
  readonly refused: RefusedWish | null
}

/** Asking for one's own words to be erased, and what has come of it. Nothing where there is nothing to ask for. */
export function EraseOwn({ visit, own, refused }: EraseProps): ReactNode {
  const { lang, href } = visit
  const t = mineEraseTexts[lang]
  const { erasable, wishes } = own
  if (erasable.length === 0 && wishes.length === 0) return null
  const fields = wishFields(own)
  const typed = refused?.typed ?? nothingTyped
  return (
    <section>
      <Head>{t.title}</Head>
      {wishes.length === 0 ? null : (
        <ul className="plain stack">
          {wishes.map((wish) => (
            <Wish key={wish.id} visit={visit} own={own} wish={wish} />
          ))}
        </ul>
      )}
      {erasable.length === 0 ? null : (
        <details className="mt3" open={refused !== null}>
          <summary>{t.open}</summary>
          <div className="form mt3">
            {refused === null ? null : (
              <ErrorSummary errors={errorsOf(fields, typed, visit)} lang={lang} says={refused.says} />
            )}
            <Note tone="blue">{t.note}</Note>
            <p className="small quiet">{t.warn}</p>
            <Form action={href('/mine/erase')}>
              <CitizenFields visit={visit} fields={fields} typed={typed} />
              <p>
                <Submit look="second">{t.send}</Submit>
              </p>
            </Form>
          </div>
        </details>
      )}
    </section>
  )
}
