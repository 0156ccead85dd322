import type { ReactNode } from 'react'
import { inLanguage } from '../../kernel/text.ts'
import { removeFilter, type SavedFilter, saveFilter } from '../../store/saved-filters.ts'
import { HiddenFields, LinkButton, PostButton, Submit } from '../parts/button.tsx'
import { Field, type Option } from '../parts/field.tsx'
import { Note, Tabs } from '../parts/table.tsx'
import { one } from '../site/form.ts'
import type { Desk } from './doors.ts'
import { unitOptions } from './fields.ts'
import { type CaseQuery, caseQuery, queryText } from './list-query.ts'
import { listTexts } from './list-text.ts'
import { type Acting, goTo, guarded } from './visit.ts'

/** Filters kept for one account. */
const mostFilters = 20
const nameMost = 30

interface FiltersProps {
  readonly visit: Acting
  readonly query: CaseQuery
  readonly saved: readonly SavedFilter[]
  readonly said: string | null
}

function stateOptions({ engine, lang }: Acting, procedure: string | undefined): readonly Option[] {
  return [...engine.programme.procedures.values()]
    .filter(({ id }) => procedure === undefined || id === procedure)
    .flatMap(({ declaration: { title, states } }) =>
      Object.entries(states).map(([value, state]) => ({
        value,
        label: inLanguage(state.title, lang),
        group: inLanguage(title, lang),
      })),
    )
}

function procedureOptions({ engine, lang }: Acting): readonly Option[] {
  return [...engine.programme.procedures.values()].map(({ id, declaration }) => ({
    value: id,
    label: inLanguage(declaration.title, lang),
  }))
}

const chosen = (value: string | undefined) => (value === undefined ? {} : { value })

function Saving({ visit, query, saved }: Omit<FiltersProps, 'said'>): ReactNode {
  const { lang, href } = visit
  const t = listTexts[lang]
  const text = queryText(query)
  if (text === '') return null
  const known = saved.find((filter) => filter.query === text)
  if (known)
    return (
      <PostButton
        action={href('/desk/filters/remove')}
        fields={guarded(visit, { name: known.name, back: text })}
        look="plain"
        compact
      >
        {t.remove}
      </PostButton>
    )
  return (
    <details>
      <summary>{t.save}</summary>
      <form method="post" action={href('/desk/filters')} className="row mt3">
        <HiddenFields of={guarded(visit, { query: text })} />
        <label className="vh" htmlFor="f-filter-name">
          {t.saveName}
        </label>
        <input
          className="input short"
          id="f-filter-name"
          name="name"
          placeholder={t.saveName}
          maxLength={nameMost}
          required
          autoComplete="off"
        />
        <Submit look="second" compact>
          {t.keep}
        </Submit>
      </form>
    </details>
  )
}

/** What to list: a form whose result has an address, and the lists that somebody named. */
export function Filters({ visit, query, saved, said }: FiltersProps): ReactNode {
  const { lang, href, portal } = visit
  const t = listTexts[lang]
  const text = queryText(query)
  const here = (of: CaseQuery) => href(`/desk/cases?${queryText(of)}`)
  const plain: CaseQuery = { overdue: false, mine: false, sort: 'due' }
  const tabs = [
    { href: here(plain), label: t.all, current: text === '' },
    { href: here({ ...plain, mine: true }), label: t.mine, current: text === queryText({ ...plain, mine: true }) },
    {
      href: here({ ...plain, overdue: true }),
      label: t.overdue,
      current: text === queryText({ ...plain, overdue: true }),
    },
    ...saved.map((filter) => ({
      href: href(`/desk/cases?${filter.query}`),
      label: filter.name,
      current: filter.query === text,
    })),
  ]
  return (
    <section aria-label={t.filter}>
      {said === 'many' || said === 'name' ? <Note tone="red">{said === 'many' ? t.tooMany : t.nameless}</Note> : null}
      <Tabs tabs={tabs} lang={lang} label={t.saved} />
      <details className="mt3" open={text !== '' && !tabs.some(({ current }) => current)}>
        <summary>{t.filter}</summary>
        <form method="get" action={href('/desk/cases')} className="sheet pad mt3">
          <div className="grid grid-4">
            <Field
              lang={lang}
              spec={{
                kind: 'pick',
                name: 'procedure',
                label: t.procedure,
                options: procedureOptions(visit),
                ...chosen(query.procedure),
              }}
            />
            <Field
              lang={lang}
              spec={{ kind: 'pick', name: 'unit', label: t.unit, options: unitOptions(visit), ...chosen(query.unit) }}
            />
            <Field
              lang={lang}
              spec={{
                kind: 'pick',
                name: 'state',
                label: t.state,
                options: stateOptions(visit, query.procedure),
                ...chosen(query.state),
              }}
            />
            <Field
              lang={lang}
              spec={{
                kind: 'choice',
                name: 'sort',
                label: t.sort,
                look: 'list',
                value: query.sort,
                options: [
                  { value: 'due', label: t.sorted.due },
                  { value: 'opened', label: t.sorted.opened },
                ],
              }}
            />
          </div>
          <div className="row mt3">
            <label>
              <input type="checkbox" name="mine" value="1" defaultChecked={query.mine} /> {t.mine}
            </label>
            <label>
              <input type="checkbox" name="overdue" value="1" defaultChecked={query.overdue} /> {t.overdue}
            </label>
            {query.clause === undefined ? null : (
              <label>
                <input type="checkbox" name="clause" value={query.clause} defaultChecked />{' '}
                {t.clause(portal.plan.cite(query.clause, lang))}
              </label>
            )}
          </div>
          <p className="row mt3">
            <Submit compact>{t.show}</Submit>
            <LinkButton href={href('/desk/cases')} look="plain" compact>
              {t.clear}
            </LinkButton>
          </p>
        </form>
      </details>
      <Saving visit={visit} query={query} saved={saved} />
    </section>
  )
}

/** Lists kept under a name, each person's own. */
export function addSavedFilters(desk: Desk): void {
  desk.post('/desk/filters', 'post', async (visit, { form }) => {
    const query = queryText(caseQuery(new URLSearchParams(one(form, 'query') ?? '')))
    const name = one(form, 'name') ?? ''
    const back = (said: string) => goTo(visit, `/desk/cases?${query}${said}`)
    if (name === '' || [...name].length > nameMost) return back('&said=name')
    const isKept = await saveFilter(visit.engine.db, visit.me.account.id, { name, query }, mostFilters)
    return back(isKept ? '' : '&said=many')
  })
  desk.post('/desk/filters/remove', 'post', async (visit, { form }) => {
    await removeFilter(visit.engine.db, visit.me.account.id, one(form, 'name') ?? '')
    return goTo(visit, `/desk/cases?${queryText(caseQuery(new URLSearchParams(one(form, 'back') ?? '')))}`)
  })
}
