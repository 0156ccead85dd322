import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import type { Procedure } from '../../kernel/bind.ts'
import { inLanguage } from '../../kernel/text.ts'
import { Empty } from '../parts/form.tsx'
import { DefinitionList, type Entry, Note } from '../parts/table.tsx'
import { FieldValue } from '../public/field-value.tsx'
import { under } from '../public/visit.ts'
import { bilingual } from '../text/bilingual.ts'
import { counted, formats } from '../text/format.ts'
import { formOf } from './case-form.tsx'
import type { Desk } from './doors.ts'
import { type Matter, mattersOf } from './matters.ts'
import { showDesk } from './shell.tsx'
import { Task } from './task.tsx'
import type { Acting } from './visit.ts'

const texts = bilingual(
  {
    intake: '收到的反映',
    intakeUnder: (n: number) => `${n} 件等着决定是否受理`,
    intakeNone: '没有等着受理的反映',
    intakeNoneSays: '群众从“我要反映”递来的，会先到这里，由受理员决定受理还是不受理。',
    intakeNote:
      '反映人写的原话只有受理员看得到，不给责任单位，也不公开。受理时请自己摘写问题和事实，不照抄原话，不写能认出人的细节。',
    received: (day: string) => `${day}收到`,
    verify: '核查任务',
    verifyUnder: (n: number) => `抽到您的 ${n} 件`,
    verifyNone: '没有抽到您的件',
    verifyNoneSays: '核查员按签号抽，和责任单位有隶属关系的、办过本件的不进签池。抽到了会出现在这里。',
    verifyNote: '请自己去看，逐条对照单位说的。您的结论署岗位，写入公开日志；与单位有别的牵连，请先回避。',
    drawnFor: (party: string) => `抽为${party}`,
  },
  {
    intake: 'Reports received',
    intakeUnder: (n) => `${counted(n, 'report')} to accept or decline`,
    intakeNone: 'No report waits',
    intakeNoneSays: 'What people report arrives here first; an intake officer accepts or declines it.',
    intakeNote:
      'The reporter’s own words are for the intake officer alone: neither the unit nor the public reads them. When you accept, write problem and facts in your own words, without details that point to a person.',
    received: (day) => `received ${day}`,
    verify: 'To verify',
    verifyUnder: (n) => `${counted(n, 'case')} drawn for you`,
    verifyNone: 'Nothing was drawn for you',
    verifyNoneSays:
      'Verifiers are drawn by ticket; whose unit stands above or below the unit responsible, or who acted in the case, is not in the draw. What falls to you appears here.',
    verifyNote:
      'Go and see for yourself, line by line against what the unit says. Your verdict is signed by your post and entered in the public log; if you are tied to the unit in any other way, step aside first.',
    drawnFor: (party) => `drawn as ${party}`,
  },
)

/** States in which a case stands right after somebody without an account opened it. */
function reportStates(p: Procedure): ReadonlySet<string> {
  const isAnyone = (party: string) => 'anyone' in (p.declaration.parties[party]?.is ?? {})
  return new Set(
    p.transitions.flatMap(([, t]) => (t.from === 'new' && t.by.some(isAnyone) && t.to !== 'same' ? [t.to] : [])),
  )
}

const isReport = ({ waiting }: Matter) => reportStates(waiting.procedure).has(waiting.case.state)

/** The part for which the visitor's post was drawn, where the next move is for it. */
function drawnPart({ waiting }: Matter): string | null {
  const { procedure, next } = waiting
  const party = next.find(({ party: of }) => 'drawn' in (procedure.declaration.parties[of ?? '']?.is ?? {}))?.party
  return party ?? null
}

/** What the reporter wrote, as far as the declaration lets this post read it. */
function Told({ visit, matter }: { readonly visit: Acting; readonly matter: Matter }): ReactNode {
  const { waiting, seen } = matter
  const opening = waiting.procedure.openings.filter((name) => {
    const to = waiting.procedure.declaration.transitions[name]?.to
    return to === waiting.case.state
  })
  const fields = Object.assign({}, ...opening.map((name) => formOf(waiting.procedure, name))) as ReturnType<
    typeof formOf
  >
  const entries = Object.entries(fields).flatMap(([name, field]): readonly Entry[] => {
    const value = seen.data[name]
    if (value === undefined || value === null) return []
    const shown = <FieldValue key={name} visit={under(visit.portal, waiting.procedure)} field={field} value={value} />
    return [{ term: inLanguage(field.title, visit.lang), value: shown }]
  })
  return <DefinitionList entries={entries} />
}

async function showIntake(visit: Acting): Promise<FastifyReply> {
  const { lang } = visit
  const t = texts[lang]
  const matters = (await mattersOf(visit)).filter(isReport)
  return showDesk(visit, {
    title: t.intake,
    under: t.intakeUnder(matters.length),
    children: (
      <div className="stack">
        <Note tone="blue">{t.intakeNote}</Note>
        {matters.length === 0 ? <Empty title={t.intakeNone}>{t.intakeNoneSays}</Empty> : null}
        {matters.map((matter) => {
          const { about } = matter.seen.data
          return (
            <Task
              key={matter.seen.no}
              visit={visit}
              matter={matter}
              title={typeof about === 'string' ? about : matter.seen.title}
              note={t.received(formats[lang].day(matter.seen.openedOn))}
            >
              <Told visit={visit} matter={matter} />
            </Task>
          )
        })}
      </div>
    ),
  })
}

async function showVerify(visit: Acting): Promise<FastifyReply> {
  const { lang } = visit
  const t = texts[lang]
  const matters = (await mattersOf(visit)).flatMap((matter) => {
    const party = drawnPart(matter)
    return party === null ? [] : [{ matter, party }]
  })
  return showDesk(visit, {
    title: t.verify,
    under: t.verifyUnder(matters.length),
    children: (
      <div className="stack">
        <Note tone="blue">{t.verifyNote}</Note>
        {matters.length === 0 ? <Empty title={t.verifyNone}>{t.verifyNoneSays}</Empty> : null}
        {matters.map(({ matter, party }) => {
          const title = matter.waiting.procedure.declaration.parties[party]?.title ?? [party, party]
          return (
            <Task
              key={matter.seen.no}
              visit={visit}
              matter={matter}
              title={matter.seen.title}
              note={t.drawnFor(inLanguage(title, lang))}
            />
          )
        })}
      </div>
    ),
  })
}

/** 收到的反映 for intake officers, 核查任务 for whoever was drawn. */
export function addTaskPages(desk: Desk): void {
  desk.get('/desk/intake', 'post', showIntake)
  desk.get('/desk/verify', 'post', showVerify)
}
