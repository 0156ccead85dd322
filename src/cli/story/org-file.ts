import { uuidFrom } from '../../engine/case-write.ts'
import { type Day, isDay } from '../../kernel/calendar.ts'
import { type Holding, type OrgData, type Post, type Role, roles, type Unit } from '../../kernel/org.ts'
import type { Bilingual } from '../../kernel/text.ts'
import type { Admin } from '../../store/accounts.ts'
import type { DemoPerson } from './demo.ts'
import { type Faults, type Shaped, shaped } from './shape.ts'

interface During {
  readonly from?: Day
  readonly to?: Day
}

interface PostEntry extends During {
  readonly id: string
  readonly title: Bilingual
  readonly roles: readonly Role[]
  /** Logins; an object where the person holds the post for a part of its time. */
  readonly holders: readonly (string | (During & { readonly who: string }))[]
}

interface UnitEntry {
  readonly id: string
  readonly kind: string
  readonly names: readonly (During & { readonly zh: string; readonly en: string; readonly document?: string })[]
  /** The superior unit for all time, or `parents` where it changed; neither for the topmost. */
  readonly parent?: string
  readonly parents?: readonly (During & { readonly parent: string | null })[]
  readonly ended?: Day
  readonly successor?: string
  readonly posts: readonly PostEntry[]
}

interface OrgFile {
  /** From when everything holds that gives no day of its own. */
  readonly since: Day
  readonly units: readonly UnitEntry[]
  readonly people: readonly { readonly login: string; readonly name: string; readonly admin?: Admin }[]
}

const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }
const id = { type: 'string', pattern: '^[a-z][a-z0-9-]{1,40}$' }
const words = { type: 'string', minLength: 1, maxLength: 60 }
const record = (required: readonly string[], properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
})
const listOf = (items: object) => ({ type: 'array', items })

const postSchema = record(['id', 'title', 'roles', 'holders'], {
  id,
  title: { type: 'array', items: words, minItems: 2, maxItems: 2 },
  roles: listOf({ enum: Object.keys(roles) }),
  holders: listOf({ anyOf: [id, record(['who'], { who: id, from: day, to: day })] }),
  from: day,
  to: day,
})

const orgSchema = record(['since', 'units', 'people'], {
  since: day,
  units: listOf(
    record(['id', 'kind', 'names', 'posts'], {
      id,
      kind: words,
      names: {
        ...listOf(record(['zh', 'en'], { zh: words, en: words, document: words, from: day, to: day })),
        minItems: 1,
      },
      parent: id,
      parents: listOf(record(['parent'], { parent: { anyOf: [id, { type: 'null' }] }, from: day, to: day })),
      ended: day,
      successor: id,
      posts: listOf(postSchema),
    }),
  ),
  people: listOf(
    record(['login', 'name'], { login: id, name: words, admin: { enum: ['system', 'security', 'audit'] } }),
  ),
})

/** Nobody may take an invented unit for a real one, wherever its name is shown. */
export const flagged = (zh: string, en: string): Bilingual => [`${zh}（演示）`, `${en} (demo)`]

/** The account of an invented person, by his login. */
export const personId = (login: string) => uuidFrom(`luoshi-demo/person/${login}`)

function unitOf(entry: UnitEntry, region: string, period: (during: During) => { from: Day; to: Day | null }): Unit {
  const parents = entry.parents ?? [{ parent: entry.parent ?? null }]
  return {
    id: entry.id,
    region,
    kind: entry.kind,
    names: entry.names.map(({ zh, en, document, ...during }) => ({
      ...period(during),
      name: flagged(zh, en),
      ...(document !== undefined && { document }),
    })),
    parents: parents.map(({ parent, ...during }) => ({ ...period(during), parent })),
    ...(entry.ended !== undefined && { ended: entry.ended }),
    ...(entry.successor !== undefined && { successor: entry.successor }),
  }
}

function twice(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))]
}

/** Every name that is used and every day must exist; ids and logins stand for one thing only. */
function faultsIn(file: OrgFile): Faults {
  const units = new Set(file.units.map((unit) => unit.id))
  const logins = new Set(file.people.map((person) => person.login))
  const posts = file.units.flatMap((unit) => unit.posts)
  const named = file.units.flatMap((unit) => [
    ...[unit.parent, unit.successor, ...(unit.parents ?? []).map(({ parent }) => parent)]
      .filter((name) => typeof name === 'string' && !units.has(name))
      .map((name) => `unit ${unit.id} names ${name}, which is no unit`),
    ...(unit.ended !== undefined && unit.successor === undefined ? [`unit ${unit.id} ended without a successor`] : []),
  ])
  const holders = posts.flatMap((post) =>
    post.holders.map((holder) => ({ post: post.id, login: typeof holder === 'string' ? holder : holder.who })),
  )
  const held = new Set(holders.map(({ login }) => login))
  const days = JSON.stringify(file).match(/(?<=")\d{4}-\d{2}-\d{2}(?=")/g) ?? []
  return [
    ...named,
    ...holders
      .filter(({ login }) => !logins.has(login))
      .map(({ post, login }) => `post ${post} names ${login}, who is nobody`),
    ...posts.filter((post) => post.holders.length === 0).map((post) => `post ${post.id} is held by nobody`),
    ...file.people.filter(({ login }) => !held.has(login)).map(({ login }) => `${login} holds no post`),
    ...twice(file.units.map((unit) => unit.id)).map((name) => `two units are called ${name}`),
    ...twice(posts.map((post) => post.id)).map((name) => `two posts are called ${name}`),
    ...twice(file.people.map((person) => person.login)).map((name) => `two people have the login ${name}`),
    ...twice(file.people.map((person) => person.name)).map((name) => `two people are called ${name}`),
    ...days.filter((text) => !isDay(text)).map((text) => `${text} is no day`),
  ].map((fault) => `org.json: ${fault}`)
}

export interface DemoOrg {
  readonly org: OrgData
  readonly people: readonly DemoPerson[]
}

/** The invented organisation of `org.json` in `region`, every unit's name flagged as invented. */
export function readOrgFile(folder: string, region: string): Shaped<DemoOrg> {
  const read = shaped<OrgFile>(folder, 'org.json', orgSchema)
  if (!read.ok) return read
  const { value: file } = read
  const faults = faultsIn(file)
  if (faults.length > 0) return { ok: false, faults }
  const period = ({ from = file.since, to }: During) => ({ from, to: to ?? null })
  const entries = file.units.flatMap((unit) => unit.posts.map((post) => ({ unit: unit.id, post })))
  const posts = entries.map(
    ({ unit, post }): Post => ({ id: post.id, unit, title: post.title, roles: post.roles, ...period(post) }),
  )
  const holdings = entries.flatMap(({ post }) =>
    post.holders.map((holder): Holding => {
      const { who, ...during } = typeof holder === 'string' ? { who: holder } : holder
      return { post: post.id, person: personId(who), ...period({ ...(post.from && { from: post.from }), ...during }) }
    }),
  )
  return {
    ok: true,
    value: {
      org: { units: file.units.map((unit) => unitOf(unit, region, period)), posts, holdings },
      people: file.people.map(({ login, name, admin }) => ({ id: personId(login), login, name, admin: admin ?? null })),
    },
  }
}
