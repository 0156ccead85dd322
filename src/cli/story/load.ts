import { EngineFault } from '../../engine/fault.ts'
import type { Programme } from '../../engine/programme.ts'
import { orgOf } from '../../kernel/org.ts'
import type { Demo } from './demo.ts'
import { readOrgFile } from './org-file.ts'
import { shaped } from './shape.ts'
import { instantOf, readStory } from './story-file.ts'

interface DemoFile {
  readonly startsAt: string
  readonly endsAt: string
}

const when = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2} ([01]\\d|2[0-3]):[0-5]\\d$' }
const demoSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['startsAt', 'endsAt'],
  properties: { startsAt: when, endsAt: when },
}

function fail(faults: readonly string[]): never {
  const list = faults.join('\n')
  throw new EngineFault([`演示数据不能装载：\n${list}`, `The demo cannot be loaded:\n${list}`])
}

/**
 * The demo in a programme's `demo/` folder: `demo.json` (when it starts and ends, local time), `org.json` and `story/*.json`.
 * Throws EngineFault with all faults of the organisation, or all faults of the story.
 */
export function loadDemo(folder: string, programme: Programme): Demo {
  const file = shaped<DemoFile>(folder, 'demo.json', demoSchema)
  const org = readOrgFile(folder, programme.region)
  if (!file.ok || !org.ok) return fail([file, org].flatMap((read) => (read.ok ? [] : read.faults)))
  const startsAt = instantOf(file.value.startsAt, programme)
  const endsAt = instantOf(file.value.endsAt, programme)
  const story = readStory(folder, { programme, org: orgOf(org.value.org), startsAt, endsAt })
  if (!story.ok) return fail(story.faults)
  return { ...org.value, calendar: programme.calendar, startsAt, endsAt, cases: story.value }
}
