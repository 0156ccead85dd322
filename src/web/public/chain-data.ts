import { createElement } from 'react'
import { inLanguage } from '../../kernel/text.ts'
import type { ChainGoal, ChainNode, ChainProject } from '../parts/chain.tsx'
import { Clock } from '../parts/clock.tsx'
import { StrengthMeter } from '../parts/evidence.tsx'
import { Chip } from '../parts/status.tsx'
import { Written } from '../parts/written.tsx'
import type { CaseLine } from './case-line.ts'
import { planTexts } from './plan-text.ts'
import type { Visit } from './visit.ts'

const textOf = (line: CaseLine, field: string): string => {
  const value = line.seen.data[field]
  return typeof value === 'string' ? value : ''
}

/** What somebody wrote in a case. */
const written = (text: string, { lang }: Visit) => createElement(Written, { text, lang })

const linkTo = (line: CaseLine) => createElement('a', { href: line.href, key: 'no' }, line.seen.no)

function footOf(line: CaseLine, { lang }: Visit): ChainNode['foot'] {
  const chip = createElement(Chip, { status: line.status, lang, label: line.label, key: 'chip' })
  const clock = line.clock ? createElement(Clock, { face: line.clock.face, lang, key: 'clock' }) : null
  return [chip, clock, linkTo(line)]
}

function postOf(task: CaseLine, { engine, lang }: Visit): ChainNode {
  const t = planTexts[lang]
  const post = engine.org().post(textOf(task, 'handlerPost'))
  return post
    ? { title: inLanguage(post.title, lang), text: task.unitName, status: 'doing' }
    : { title: t.noPostTitle, text: t.noPostSays, hole: 'gap', status: 'late' }
}

/** Verified weighs more than reported, reported more than nothing. */
function effectOf(task: CaseLine, visit: Visit): ChainNode {
  const { lang } = visit
  const t = planTexts[lang]
  const [checked, result, progress] = ['checkNote', 'resultNote', 'progressNote'].map((field) => textOf(task, field))
  const meter = (strength: 1 | 3) => createElement(StrengthMeter, { strength, lang })
  if (checked) return { title: checked, status: task.status === 'ok' ? 'ok' : 'again', foot: meter(3) }
  if (result) return { title: result, status: 'wait', foot: meter(1) }
  if (progress) return { title: progress, status: task.status, foot: meter(1) }
  return { title: t.noEffect, text: t.noEffectSays, hole: 'ghost' }
}

function projectOf(task: CaseLine, visit: Visit): ChainProject {
  return {
    project: {
      title: task.seen.title,
      text: written(textOf(task, 'deliverable'), visit),
      status: task.status,
      foot: footOf(task, visit),
    },
    post: postOf(task, visit),
    effect: effectOf(task, visit),
  }
}

function missingProject({ lang }: Visit): ChainProject {
  const t = planTexts[lang]
  return {
    project: { title: t.noProject, text: t.noProjectSays, hole: 'gap', status: 'late' },
    post: { title: t.noPostTitle, text: t.noPostSays, hole: 'ghost' },
    effect: { title: t.noEffect, text: t.noEffectSays, hole: 'ghost' },
  }
}

/** From the items and tasks of one sentence: each item a goal, its tasks the projects under it. Tasks of no item stand alone. */
export function chainOf(visit: Visit, lines: readonly CaseLine[]): readonly ChainGoal[] {
  const items = lines.filter(({ seen }) => seen.procedure === 'responsibility-list')
  const tasks = lines.filter(({ seen }) => seen.procedure === 'supervised-task')
  const numbers = new Set(items.map(({ seen }) => seen.no))
  const ofItem = (no: string) => tasks.filter((task) => task.seen.data.responsibility === no)
  const alone = tasks.filter((task) => !numbers.has(textOf(task, 'responsibility')))
  return [
    ...items.map((item): ChainGoal => {
      const own = ofItem(item.seen.no).map((task) => projectOf(task, visit))
      return {
        goal: {
          title: item.seen.title,
          text: written(textOf(item, 'measure'), visit),
          status: item.status,
          foot: footOf(item, visit),
        },
        projects: own.length > 0 ? own : [missingProject(visit)],
      }
    }),
    ...alone.map(
      (task): ChainGoal => ({
        goal: {
          title: task.seen.title,
          text: written(textOf(task, 'measure'), visit),
          status: task.status,
          foot: linkTo(task),
        },
        projects: [projectOf(task, visit)],
      }),
    ),
  ]
}
