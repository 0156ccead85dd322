import { uuidFrom } from '../../engine/case-write.ts'
import type { Json, JsonRecord } from '../../kernel/text.ts'
import type { Step, StoryCase } from './demo.ts'
import { drawPart, withDraw } from './draw-input.ts'
import { evidenceFile, withEvidence } from './evidence.ts'
import type { Theatre, TheatreAnswer, TheatreRequest } from './theatre.ts'

/** What proves who is asking. */
export type Credential = Pick<TheatreRequest, 'token' | 'code'>

/** One case while it is played. */
export interface Scene {
  readonly told: StoryCase
  no: string
  /** The last sequence number that was seen. */
  seq: number
  /** Steps that were taken or passed over. */
  done: number
  /** Case codes by citizen. */
  readonly codes: Map<string, string>
}

/** What the interface says of a case. */
export interface CaseAnswer {
  readonly no: string
  readonly procedure: string
  readonly seq: number
  readonly state: string
  readonly parent: string | null
  readonly code?: string
}

export interface EventAnswer {
  readonly seq: number
  readonly transition: string
  readonly automatic: boolean
  readonly draw: { readonly party: string; readonly drawn: string } | null
}

interface ProblemAnswer {
  readonly code?: string
  readonly detail?: string
  readonly seq?: number
  readonly condition?: string
  readonly fields?: readonly { readonly field: string; readonly en: string }[]
}

/** A story that cannot go on is a mistake in the story, or the case went another way meanwhile. */
export function stop(where: string, answer: TheatreAnswer | string): never {
  if (typeof answer === 'string') throw new Error(`${where}: ${answer}`)
  const { code = '', detail = '', condition, fields = [] } = (answer.body ?? {}) as ProblemAnswer
  const more = [condition ?? '', ...fields.map(({ field, en }) => `${field} ${en}`)].filter(Boolean).join('; ')
  throw new Error(`${where}: ${answer.status} ${code}: ${detail}${more ? ` (${more})` : ''}`)
}

export const isOk = ({ status }: TheatreAnswer) => status >= 200 && status < 300

export async function read<T>(theatre: Theatre, path: string, credential: Credential, where: string): Promise<T> {
  const answer = await theatre.call({ method: 'GET', path, ...credential })
  return isOk(answer) ? (answer.body as T) : stop(where, answer)
}

/** The same command for the same step, so that a step is never taken twice. */
export const commandId = (told: StoryCase, step: Step): string =>
  uuidFrom(`luoshi-demo/step/${told.key}/${told.steps.indexOf(step)}`)

/** The input as it is sent: its evidence uploaded, and what a party of a draw hands in worked out. */
export async function preparedInput(
  theatre: Theatre,
  { no }: Pick<Scene, 'no'>,
  step: Step,
  credential: Credential,
): Promise<JsonRecord> {
  const upload = async (name: string): Promise<Json> => {
    const bytes = evidenceFile(step.name, name)
    const answer = await theatre.call({ method: 'POST', path: '/api/v1/evidence', bytes, ...credential })
    if (!isOk(answer)) stop(`${step.name}, ${name}`, answer)
    return { ...(answer.body as JsonRecord), name }
  }
  const isDrawn = Object.values(step.input).some((value) => drawPart(value) !== null)
  const input = isDrawn ? withDraw(step.input, await theatre.listOf(no)) : step.input
  return withEvidence(input, async (names) => Promise.all(names.map(upload)))
}

/** Posts one command. Where a clock moved the case on since it was seen, it is looked at again, once. */
export async function post(
  theatre: Theatre,
  scene: Scene,
  step: Step,
  body: JsonRecord,
  credential: Credential,
): Promise<CaseAnswer> {
  const send = (seen: number) =>
    theatre.call({
      method: 'POST',
      path: `/api/v1/cases/${scene.no}/${step.transition}`,
      body: { ...body, seen },
      ...credential,
    })
  const first = await send(scene.seq)
  const now = (first.body as ProblemAnswer | null)?.seq
  const answer = first.status === 409 && now !== undefined ? await send(now) : first
  return isOk(answer) ? (answer.body as CaseAnswer) : stop(step.name, answer)
}
