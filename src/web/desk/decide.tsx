import type { FastifyReply } from 'fastify'
import { LinkButton } from '../parts/button.tsx'
import { Decision } from '../parts/desk-parts.tsx'
import { Empty } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Key, ShareBar } from '../parts/share.tsx'
import { totalsAsCounts } from '../public/plan-data.ts'
import { bilingual } from '../text/bilingual.ts'
import { counted } from '../text/format.ts'
import { leadsTo, otherwise } from './consequence.ts'
import type { Desk } from './doors.ts'
import { type Matter, mattersOf } from './matters.ts'
import { showDesk } from './shell.tsx'
import type { Acting } from './visit.ts'

const texts = bilingual(
  {
    title: (n: number) => (n === 0 ? '今天没有要您拿主意的事' : `今天要您拿主意的 ${n} 件事`),
    under: '每件事都写清：定了会怎样，不定会怎样，依据和证据在件里',
    kind: (nth: string, procedure: string, no: string) => `${nth} ${procedure} ${no}`,
    reason: (unit: string, state: string, waited: number) =>
      `${unit === '' ? '' : `${unit}，`}现在“${state}”，${waited === 0 ? '今天刚到' : `已等 ${waited} 个工作日`}。`,
    open: '先看案件',
    openSays: '看过说的和看到的、证据和全部动作再定',
    more: (n: number) => `还有 ${n} 件，按时限排在后面`,
    all: '全部列出来',
    list: '要定的事',
    none: '都定完了',
    noneSays: '轮到您定的事会出现在这里，带着时限和每个选择的后果。',
    plan: (n: number) => `全文 ${n} 句`,
    numerals: ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'],
  },
  {
    title: (n) => (n === 0 ? 'Nothing for you to decide today' : `${counted(n, 'matter')} for you to decide today`),
    under: 'For each: what follows if you decide, what follows if you do not; authority and evidence are in the case',
    kind: (nth, procedure, no) => `${nth} ${procedure} ${no}`,
    reason: (unit, state, waited) =>
      `${unit === '' ? '' : `${unit}; `}now “${state}”, ${waited === 0 ? 'since today' : `waiting for ${counted(waited, 'working day')}`}.`,
    open: 'See the case first',
    openSays: 'what was said and seen, the evidence, every act',
    more: (n) => `${counted(n, 'further matter')} with later deadlines`,
    all: 'List them all',
    list: 'Matters to decide',
    none: 'All decided',
    noneSays: 'Matters for you to decide appear here, with their limits and what each choice leads to.',
    plan: (n) => `The plan: ${counted(n, 'sentence')}`,
    numerals: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'],
  },
)

/** Matters shown with their choices; a leader has three minutes. */
const mostShown = 10

function decisionOf(visit: Acting, matter: Matter, at: number) {
  const { lang, engine, href, now } = visit
  const t = texts[lang]
  const { waiting, seen, clock, unit, state, waited } = matter
  const { procedure: p, case: c, moves, next } = waiting
  const title = (text: readonly [string, string]) => text[lang === 'zh' ? 0 : 1]
  const called = next.map(({ transition }) => transition)
  const possible = moves.flatMap(({ transition, refusal }) => (refusal === null ? [transition] : []))
  const choices = [...called, ...possible.filter((name) => !called.includes(name))]
  const idle = otherwise(p, c, now, engine.programme.calendar, lang)
  return (
    <Decision
      key={seen.no}
      lang={lang}
      kind={t.kind(t.numerals[at] ?? '', title(p.declaration.title), seen.no)}
      clock={clock?.face ?? { state: 'stopped', used: 0, why: state }}
      title={seen.title}
      reason={`${t.reason(unit, state, waited)}${idle === null ? '' : lang === 'zh' ? `${idle}。` : ` ${idle}.`}`}
      options={[
        ...choices.map((name) => ({
          label: title(p.declaration.transitions[name]?.title ?? [name, name]),
          href: href(`/desk/cases/${seen.no}?do=${name}#do`),
          leadsTo: leadsTo(p, c, name, lang, engine.procedure),
        })),
        { label: t.open, href: href(`/desk/cases/${seen.no}`), leadsTo: t.openSays },
      ]}
    />
  )
}

async function showDecisions(visit: Acting): Promise<FastifyReply> {
  const { lang, href, site } = visit
  const t = texts[lang]
  const [matters, standing] = await Promise.all([mattersOf(visit), site.standing()])
  const counts = totalsAsCounts(standing.totals)
  return showDesk(visit, {
    title: t.title(matters.length),
    under: t.under,
    children: (
      <div className="stack">
        {matters.length === 0 ? (
          <Empty title={t.none}>{t.noneSays}</Empty>
        ) : (
          <div className="grid grid-2">
            <h2 className="vh">{t.list}</h2>
            {matters.slice(0, mostShown).map((matter, at) => decisionOf(visit, matter, at))}
          </div>
        )}
        {matters.length <= mostShown ? null : (
          <p className="row">
            <span>{t.more(matters.length - mostShown)}</span>
            <LinkButton href={href('/desk/cases?mine=1')} look="second" compact>
              {t.all}
            </LinkButton>
          </p>
        )}
        <section className="sheet pad">
          <Head>{t.plan(standing.substantive)}</Head>
          <ShareBar counts={counts} lang={lang} label={t.plan(standing.substantive)} />
          <div className="mt3">
            <Key counts={counts} lang={lang} />
          </div>
        </section>
      </div>
    ),
  })
}

/** 拿主意: what waits for a leader, each choice with its consequence. */
export function addDecidePage(desk: Desk): void {
  desk.get('/desk/decide', 'post', showDecisions)
}
