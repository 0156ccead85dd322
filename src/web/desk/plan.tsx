import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { openingsFor } from '../../engine/moves.ts'
import { storeViewer } from '../../http/views.ts'
import type { Case } from '../../kernel/case.ts'
import { type Cursor, listCases } from '../../store/list.ts'
import { LinkButton } from '../parts/button.tsx'
import { Clock } from '../parts/clock.tsx'
import { Empty } from '../parts/form.tsx'
import { Chip } from '../parts/status.tsx'
import { Note, Table, Tabs } from '../parts/table.tsx'
import type { CaseLine } from '../public/case-line.ts'
import { bodyOf } from '../public/plan-index.ts'
import { bilingual } from '../text/bilingual.ts'
import { counted } from '../text/format.ts'
import { lineFor } from './case-file.ts'
import type { Desk } from './doors.ts'
import { showDesk } from './shell.tsx'
import type { Acting } from './visit.ts'

const texts = bilingual(
  {
    title: '方案与责任清单',
    under: (items: number, open: number) => `${items} 个事项，${open} 句还没有落到单位`,
    note: '方案里能检验的每一句，都要落到牵头单位、时限和衡量办法。没有公开的事项也在这里，公众只看得到下发以后的。',
    tabs: { all: '全部', mine: '本单位的', none: '还没有落到单位' },
    which: '看哪些',
    text: '方案原文',
    columns: { sentence: '方案的句子', item: '事项', unit: '牵头单位', state: '到哪一步', clock: '时限' },
    nobody: '还没有落到单位',
    draft: '拟定事项',
    principle: '原则要求',
    none: '这里没有',
    noneSays: '换一个页签看看。',
    list: '责任清单',
  },
  {
    title: 'Plan and responsibility list',
    under: (items, open) => `${counted(items, 'item')}, ${counted(open, 'sentence')} without a unit`,
    note: 'Every testable sentence of the plan needs a lead unit, a due day and a measure. Items that are not public yet stand here, too; the public sees them once they are issued.',
    tabs: { all: 'all', mine: 'of my unit', none: 'without a unit' },
    which: 'Which',
    text: 'Text of the plan',
    columns: {
      sentence: 'Sentence of the plan',
      item: 'Item',
      unit: 'Lead unit',
      state: 'How far',
      clock: 'Limit',
    },
    nobody: 'no unit yet',
    draft: 'Draft an item',
    principle: 'statement of principle',
    none: 'Nothing here',
    noneSays: 'Try another tab.',
    list: 'Responsibility list',
  },
)

const procedure = 'responsibility-list'
const tabs = ['all', 'mine', 'none'] as const
type Tab = (typeof tabs)[number]

/** Items of one list; a plan of some thousand sentences still fits. */
const itemsMost = 3_000

/** Every item of the responsibility list that the post may see, at most some thousands. */
export async function itemsOf(visit: Acting): Promise<readonly CaseLine[]> {
  const { engine, actor, now } = visit
  const cases: Case[] = []
  let after: Cursor | null = null
  do {
    const page: Awaited<ReturnType<typeof listCases>> = await listCases(engine.db, {
      region: actor.region,
      viewer: storeViewer(engine, actor),
      filter: { procedure },
      sort: 'opened',
      now,
      limit: 500,
      after,
    })
    cases.push(...page.cases.map((stored) => stored.case))
    after = page.next
  } while (after !== null && cases.length < itemsMost)
  return cases.flatMap((c) => lineFor(visit, c) ?? [])
}

interface Sentence {
  readonly slug: string
  readonly text: string
  readonly items: readonly CaseLine[]
  /** It can be tested, and nobody answers for it. */
  readonly isOpen: boolean
}

/** The sentences of substance in the order of the text, each with its items; what was withdrawn answers for nothing. */
function sentencesOf({ engine }: Acting, items: readonly CaseLine[]): readonly Sentence[] {
  const { tree, reading } = engine.programme
  const live = items.filter(({ seen, status }) => !seen.final || status === 'ok')
  const byClause = Map.groupBy(live, ({ place }) => place ?? '')
  return tree.flatMap((clause) => {
    const whole = byClause.get(clause.slug) ?? []
    const own = bodyOf(clause).map(({ slug, text }): Sentence => {
      const of = byClause.get(slug) ?? []
      const isTestable = reading.sentences[slug]?.testable === true
      return { slug, text, items: of, isOpen: isTestable && of.length === 0 && whole.length === 0 }
    })
    return whole.length === 0 ? own : [{ slug: clause.slug, text: clause.title, items: whole, isOpen: false }, ...own]
  })
}

function fits(visit: Acting, tab: Tab, { items, isOpen }: Sentence): boolean {
  if (tab === 'none') return isOpen
  return tab === 'all' ? items.length > 0 || isOpen : items.some(({ seen }) => seen.unit === visit.actor.unit)
}

/** Characters of a sentence shown; the whole of it is one click away. */
const excerpt = 42

const excerptOf = (text: string) => (text.length > excerpt ? `${text.slice(0, excerpt)}…` : text)

function rowsOf(visit: Acting, tab: Tab, sentence: Sentence, mayDraft: boolean) {
  const { lang, portal, href, actor } = visit
  const t = texts[lang]
  const said = (
    <>
      <a href={portal.href(portal.plan.pathOf(sentence.slug))}>{portal.plan.cite(sentence.slug, lang)}</a>
      <p className="small song" lang="zh-CN">
        {excerptOf(sentence.text)}
      </p>
    </>
  )
  if (sentence.isOpen) {
    const draft = mayDraft ? (
      <LinkButton href={href(`/desk/new/${procedure}/draft?clause=${sentence.slug}`)} look="second" compact>
        {t.draft}
        <span className="vh">{` ${portal.plan.cite(sentence.slug, lang)}`}</span>
      </LinkButton>
    ) : (
      ''
    )
    return [
      {
        key: sentence.slug,
        cells: [said, draft, '', <Chip key="n" status="none" lang={lang} label={t.nobody} bare />, ''],
      },
    ]
  }
  return sentence.items
    .filter(({ seen }) => tab !== 'mine' || seen.unit === actor.unit)
    .map((line, at) => ({
      key: line.seen.no,
      cells: [
        at === 0 ? said : '',
        <a key="a" href={line.href}>
          {line.seen.title}
        </a>,
        line.unitName,
        <Chip key="s" status={line.status} lang={lang} label={line.label} bare />,
        line.clock === null ? '' : <Clock key="c" face={line.clock.face} lang={lang} label={line.clock.title} />,
      ],
    }))
}

async function showPlan(visit: Acting): Promise<FastifyReply> {
  const { lang, href, query, engine, actor, portal } = visit
  const t = texts[lang]
  const tab = tabs.find((one) => one === query.get('show')) ?? 'all'
  const items = await itemsOf(visit)
  const sentences = sentencesOf(visit, items)
  const mayDraft = openingsFor(engine, actor).some(({ procedure: p }) => p.id === procedure)
  const rows = sentences
    .filter((sentence) => fits(visit, tab, sentence))
    .flatMap((sentence) => rowsOf(visit, tab, sentence, mayDraft))
  const count = (of: Tab) => sentences.filter((sentence) => fits(visit, of, sentence)).length
  const table: ReactNode = (
    <Table
      caption={t.list}
      columns={[
        { title: t.columns.sentence },
        { title: t.columns.item },
        { title: t.columns.unit },
        { title: t.columns.state },
        { title: t.columns.clock },
      ]}
      rows={rows}
    />
  )
  return showDesk(visit, {
    title: t.title,
    under: t.under(items.length, count('none')),
    actions: (
      <LinkButton href={portal.href(`/plan/${engine.programme.id}`)} look="second" compact>
        {t.text}
      </LinkButton>
    ),
    children: (
      <div className="stack">
        <Note tone="blue">{t.note}</Note>
        <Tabs
          lang={lang}
          label={t.which}
          tabs={tabs.map((one) => ({
            href: href(`/desk/plan${one === 'all' ? '' : `?show=${one}`}`),
            label: t.tabs[one],
            n: count(one),
            current: one === tab,
          }))}
        />
        {rows.length === 0 ? <Empty title={t.none}>{t.noneSays}</Empty> : table}
      </div>
    ),
  })
}

/** 方案与责任清单: each testable sentence of the plan with who answers for it, and those for which nobody does. */
export function addPlanPage(desk: Desk): void {
  desk.get('/desk/plan', 'post', showPlan)
}
