import type { FastifyReply } from 'fastify'
import { inLanguage } from '../../kernel/text.ts'
import { Empty } from '../parts/form.tsx'
import { DefinitionList, type Entry, Note } from '../parts/table.tsx'
import { FieldValue } from '../public/field-value.tsx'
import { under } from '../public/visit.ts'
import { bilingual } from '../text/bilingual.ts'
import { counted, formats } from '../text/format.ts'
import type { Desk } from './doors.ts'
import { type Matter, mattersOf } from './matters.ts'
import { showDesk } from './shell.tsx'
import { Task } from './task.tsx'
import { isUnanswered } from './unanswered.ts'
import type { Acting } from './visit.ts'

const texts = bilingual(
  {
    title: '认领与异议',
    under: (n: number) => (n === 0 ? '没有等本单位回应的件' : `${n} 件等本单位回应`),
    note: '这些件第一次到本单位。是本单位的事，就认下来，写明谁办；不该本单位办、期限或要求不对，现在提异议，写明理由，由别的岗位裁定。到期不回应，按每件时限上写的办。',
    none: '没有等认领的件',
    noneSays: '交给本单位的事项和任务会先到这里，由主要负责人或联络员回应。',
    arrived: (day: string) => `${day}到本单位`,
  },
  {
    title: 'Accept or object',
    under: (n) =>
      n === 0 ? 'nothing waits for an answer of your unit' : `${counted(n, 'case')} for your unit to answer`,
    note: 'These have come to your unit for the first time. If it is yours, accept it and name who handles it; if it is not, or its day or demand is wrong, object now with your reason, and another post rules. What follows from silence is said with each limit.',
    none: 'Nothing to accept',
    noneSays: 'Items and tasks given to your unit arrive here first; its head or liaison answers.',
    arrived: (day) => `arrived ${day}`,
  },
)

/** What is asked of the unit, as far as its post may read it. */
function askedOf(visit: Acting, { waiting, seen }: Matter): readonly Entry[] {
  const { procedure: p } = waiting
  return Object.entries(p.fields).flatMap(([name, field]): readonly Entry[] => {
    const value = seen.data[name]
    const isElsewhere = name === p.declaration.shows.title || name === p.declaration.shows.unit
    if (value === undefined || value === null || isElsewhere || field.kind === 'evidence') return []
    if (field.kind === 'integer' && value === 0) return []
    const shown = <FieldValue key={name} visit={under(visit.portal, p)} field={field} value={value} />
    return [{ term: inLanguage(field.title, visit.lang), value: shown }]
  })
}

async function showClaims(visit: Acting): Promise<FastifyReply> {
  const { lang, engine } = visit
  const t = texts[lang]
  const matters = (await mattersOf(visit)).filter(({ waiting }) => isUnanswered(waiting))
  const day = ({ waiting }: Matter) => formats[lang].moment(waiting.since, engine.programme.timeZone)
  return showDesk(visit, {
    title: t.title,
    under: t.under(matters.length),
    children: (
      <div className="stack">
        <Note tone="blue">{t.note}</Note>
        {matters.length === 0 ? <Empty title={t.none}>{t.noneSays}</Empty> : null}
        {matters.map((matter) => (
          <Task
            key={matter.seen.no}
            visit={visit}
            matter={matter}
            title={matter.seen.title}
            note={t.arrived(day(matter))}
          >
            <DefinitionList entries={askedOf(visit, matter)} />
          </Task>
        ))}
      </div>
    ),
  })
}

/** 认领与异议: what has come to the unit and that it has not answered. */
export function addClaimPage(desk: Desk): void {
  desk.get('/desk/claims', 'post', showClaims)
}
