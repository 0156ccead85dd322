import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { type Status, statusClass } from './status.tsx'
import { Written } from './written.tsx'

/** One link of the chain. `gap`: nobody is there, which the system never fills in; `ghost`: cannot be said yet. */
export interface ChainNode {
  readonly title: string
  readonly status?: Status
  readonly hole?: 'gap' | 'ghost'
  readonly text?: ReactNode
  /** A chip, a clock, a strength meter, a link. */
  readonly foot?: ReactNode
}

export interface ChainProject {
  readonly project: ChainNode
  readonly post: ChainNode
  readonly effect: ChainNode
}

export interface ChainGoal {
  readonly goal: ChainNode
  readonly projects: readonly ChainProject[]
}

type Heads = readonly [source: Head, goal: Head, project: Head, post: Head, effect: Head]

interface Head {
  readonly title: string
  /** The plan's own word for the step. Example: '任务目标化'. */
  readonly says: string
}

interface ChainProps {
  readonly lang: Language
  /** What is followed, read out before the chain. */
  readonly label: string
  readonly heads: Heads
  readonly source: ReactNode
  readonly goals: readonly ChainGoal[]
}

interface NodeProps {
  readonly node: ChainNode
  readonly kind: string
  readonly lang: Language
}

function Node({ node, kind, lang }: NodeProps): ReactNode {
  const tone = [
    'node',
    ...(node.status === undefined ? [] : [statusClass(node.status)]),
    ...(node.hole === undefined ? [] : [node.hole]),
  ]
  return (
    <div className={tone.join(' ')}>
      <span className="node-kind">{kind}</span>
      <h3>
        <Written text={node.title} lang={lang} />
      </h3>
      {node.text === undefined ? null : <p className="quiet">{node.text}</p>}
      {node.foot === undefined ? null : <div className="row">{node.foot}</div>}
    </div>
  )
}

/** From the words of the plan to their effect, in the plan's own four steps; where it breaks, the edge is dashed. */
export function Chain({ lang, label, heads, source, goals }: ChainProps): ReactNode {
  const [, goalHead, projectHead, postHead, effectHead] = heads
  return (
    <section aria-label={label}>
      <div className="chain-heads" aria-hidden="true">
        {heads.map(({ title, says }) => (
          <div key={title}>
            <b>{title}</b>
            {says}
          </div>
        ))}
      </div>
      <div className="chain-body">
        <div className="node source">{source}</div>
        <div>
          {goals.map(({ goal, projects }) => (
            <div className="chain-goal" key={goal.title}>
              <Node node={goal} kind={goalHead.title} lang={lang} />
              <div>
                {projects.map(({ project, post, effect }) => (
                  <div className="chain-project" key={project.title}>
                    <Node node={project} kind={projectHead.title} lang={lang} />
                    <Node node={post} kind={postHead.title} lang={lang} />
                    <Node node={effect} kind={effectHead.title} lang={lang} />
                  </div>
                ))}
              </div>
            </div>
          ))}
        </div>
      </div>
    </section>
  )
}
