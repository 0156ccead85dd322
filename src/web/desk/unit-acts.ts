import {
  added,
  type Change,
  ended,
  handedOver,
  held,
  left,
  postAdded,
  renamed,
  reparented,
} from '../../engine/register-change.ts'
import { isUuid } from '../../engine/uuid.ts'
import { choice, choices, day, type Field, type Fields, text, unit } from '../../kernel/field.ts'
import { type Role, roles } from '../../kernel/org.ts'
import { type Result, refuse } from '../../kernel/result.ts'
import type { Bilingual, JsonRecord } from '../../kernel/text.ts'
import { type Account, accountById, accountByLogin, accountNames, accountsPage } from '../../store/accounts.ts'
import type { Visit } from './visit.ts'

/** Things done to the register of units and posts. */
export const unitActs = ['rename', 'reparent', 'end', 'add-post', 'hand-over', 'hold', 'leave'] as const
export type UnitAct = (typeof unitActs)[number]

interface ActWords {
  readonly title: Bilingual
  readonly note: Bilingual
}

export const actWords: Readonly<Record<UnitAct | 'add-unit', ActWords>> = {
  rename: {
    title: ['更名', 'Rename'],
    note: [
      '以前的件仍显示当时的名字，单位还是同一个。',
      'Earlier cases keep the name of their time; the unit is the same.',
    ],
  },
  reparent: {
    title: ['改上级', 'Move under another unit'],
    note: [
      '有隶属关系的核查员不能核查本单位，改上级以后按新的关系回避。',
      'Verifiers of kindred units cannot verify this one; kinship follows the new superior.',
    ],
  },
  end: {
    title: ['撤并', 'End and merge'],
    note: [
      '岗位和任职同日结束，下级单位转到承接单位，没办完的件由承接单位接着办。不能撤回。',
      'Posts and holdings end on that day, subordinates go to the successor, and so do open cases. It cannot be undone.',
    ],
  },
  'add-post': {
    title: ['设岗位', 'Add a post'],
    note: [
      '岗位的职能决定它在每个程序里能做什么。',
      'The functions of a post decide what it may do in each procedure.',
    ],
  },
  'hand-over': {
    title: ['移交', 'Hand over'],
    note: [
      '现在在任的人到前一天为止，新的人从这一天接。没办完的件和时限都跟着岗位走，一件也不用重新交办。',
      'Whoever holds it now leaves it the day before. Open cases and their limits stay with the post; nothing is assigned anew.',
    ],
  },
  hold: {
    title: ['任职', 'Put somebody into the post'],
    note: [
      '从这一天起，他以这个岗位办事，和在任的人一起。代理或借用的，写上最后一天。',
      'From that day he acts for this post, beside whoever holds it. For a time only: write the last day.',
    ],
  },
  leave: {
    title: ['免职', 'End a holding'],
    note: [
      '过了这一天，他不能再以这个岗位办事，没公开的件也看不到了。',
      'After that day he can do nothing for this post, and no longer reads what is not public.',
    ],
  },
  'add-unit': {
    title: ['设单位', 'Add a unit'],
    note: ['编号定了不改，名字以后可以改。', 'The id stays for ever; the name can change later.'],
  },
}

const named = (title: Bilingual, max: number, hint?: Bilingual) =>
  text({ title, see: 'staff', max, ...(hint && { hint }) })
const from = day({ title: ['从哪一天起', 'From'], see: 'staff' })
const on = day({ title: ['最后一天', 'Last day'], see: 'staff' })
const to = day({
  title: ['到哪一天为止', 'Until'],
  hint: ['长期任职的不填', 'leave it empty for an open end'],
  see: 'staff',
  optional: true,
})
const name = {
  zh: named(['中文名称', 'Name in Chinese'], 60),
  en: named(['英文名称', 'Name in English'], 80),
} as const
const document = text({
  title: ['依据文件', 'Document'],
  hint: ['文号或名称', 'number or title'],
  see: 'staff',
  max: 60,
  optional: true,
})
const id = (hint: Bilingual) => named(['编号', 'Id'], 41, hint)
const idHint: Bilingual = [
  '小写字母、数字、横线，字母开头，如 water',
  'lower-case letters, digits, hyphens, a letter first, such as water',
]

/** Accounts that a list can hold; where there are more, a login is typed. */
const mostListed = 300

async function personField({ engine }: Visit): Promise<Field> {
  const people = await accountsPage(engine.db, '', '', mostListed + 1)
  if (people.length > mostListed) {
    const title: Bilingual = ['谁的登录名', 'Whose login']
    return text({ title, hint: ['如 wang.min', 'such as wang.min'], see: 'staff', max: 40 })
  }
  const open = people.filter(({ disabledAt }) => disabledAt === null)
  const options = open.map(({ id, login, name }): [string, Bilingual] => [
    id,
    [`${name}（${login}）`, `${name} (${login})`],
  ])
  return choice({ title: ['谁', 'Who'], see: 'staff', options: Object.fromEntries(options) })
}

const roleField = choices({ title: ['职能', 'Functions'], see: 'staff', options: roles, optional: true })

/** Kinds of units. */
export const unitKinds = {
  government: ['政府', 'government'],
  department: ['部门', 'department'],
  office: ['内设机构', 'office'],
  county: ['县市区', 'county or district'],
  township: ['乡镇街道', 'township'],
} as const satisfies Readonly<Record<string, Bilingual>>

/** What each act asks for. */
export async function fieldsOfAct(visit: Visit, act: UnitAct | 'add-unit'): Promise<Fields> {
  switch (act) {
    case 'rename':
      return { ...name, from, document }
    case 'reparent':
      return { parent: unit({ title: ['新的上级', 'New superior'], see: 'staff' }), from }
    case 'end':
      return { successor: unit({ title: ['承接单位', 'Successor'], see: 'staff' }), on }
    case 'add-post':
      return { id: id(['如 water-head', 'such as water-head']), ...name, roles: roleField, from }
    case 'hand-over':
      return { person: await personField(visit), from }
    case 'hold':
      return { person: await personField(visit), from, to }
    case 'leave':
      return { person: await holderField(visit), on }
    case 'add-unit':
      return {
        id: id(idHint),
        ...name,
        kind: choice({
          title: ['类别', 'Kind'],
          see: 'staff',
          options: unitKinds,
        }),
        parent: unit({ title: ['上级', 'Superior'], see: 'staff', optional: true }),
        from,
        document,
      }
    default: {
      const never: never = act
      throw new TypeError(String(never))
    }
  }
}

const words = (input: JsonRecord, field: string): string => (typeof input[field] === 'string' ? input[field] : '')

const badId: Result<never> = refuse({
  code: 'invalid-input',
  says: ['有些内容需要改正', 'Some answers need correcting'],
  faults: [{ field: 'id', code: 'wrong-type', says: idHint }],
})
const isId = (value: string) => /^[a-z][a-z0-9-]{1,40}$/.test(value)

/** Who holds the post of the address now, whatever has become of his account. */
async function holderField({ engine, query }: Visit): Promise<Field> {
  const holding = engine.org().data.holdings.filter(({ post, to }) => post === query.get('post') && to === null)
  const names = await accountNames(
    engine.db,
    holding.map(({ person }) => person),
  )
  const options = holding.map(({ person }): [string, Bilingual] => {
    const name = names.get(person) ?? person
    return [person, [name, name]]
  })
  return choice({ title: ['谁', 'Who'], see: 'staff', options: Object.fromEntries(options) })
}

const nobody: Result<never> = refuse({
  code: 'invalid-input',
  says: ['有些内容需要改正', 'Some answers need correcting'],
  faults: [
    {
      field: 'person',
      code: 'not-an-option',
      says: ['没有这个能用的账号', 'There is no such account that can be used'],
    },
  ],
})

/** The account that a form names, by id or login; null for none that can be used. */
async function accountNamed({ engine }: Visit, person: string): Promise<Account | null> {
  const account = await (isUuid(person) ? accountById(engine.db, person) : accountByLogin(engine.db, person))
  return account && account.disabledAt === null ? account : null
}

/** The change that an act makes of what was asked. `about` is the unit, or for holdings the post. */
export async function changeOf(
  visit: Visit,
  act: UnitAct | 'add-unit',
  about: { readonly unit: string; readonly post: string },
  input: JsonRecord,
): Promise<Result<Change>> {
  const org = visit.engine.org()
  const w = (field: string) => words(input, field)
  const doc = w('document') === '' ? {} : { document: w('document') }
  switch (act) {
    case 'rename':
      return renamed(org, about.unit, { zh: w('zh'), en: w('en'), from: w('from'), ...doc })
    case 'reparent':
      return reparented(org, about.unit, w('parent'), w('from'))
    case 'end':
      return ended(org, about.unit, w('on'), w('successor'))
    case 'add-post': {
      const chosen = (Array.isArray(input.roles) ? input.roles : []) as readonly Role[]
      const post = { id: w('id'), unit: about.unit, title: [w('zh'), w('en')] as const, roles: chosen, from: w('from') }
      return isId(post.id) ? postAdded(org, post) : badId
    }
    case 'hand-over': {
      const person = await accountNamed(visit, w('person'))
      return person ? handedOver(org, about.post, person.id, person.admin !== null, w('from')) : nobody
    }
    case 'hold': {
      const person = await accountNamed(visit, w('person'))
      const period = { from: w('from'), to: w('to') === '' ? null : w('to') }
      return person ? held(org, about.post, person.id, person.admin !== null, period) : nobody
    }
    case 'leave':
      return left(org, about.post, w('person'), w('on'))
    case 'add-unit': {
      const parent = w('parent') === '' ? null : w('parent')
      const next = { id: w('id'), kind: w('kind'), parent, zh: w('zh'), en: w('en'), from: w('from'), ...doc }
      return isId(next.id) ? added(org, visit.engine.programme.region, next) : badId
    }
    default: {
      const never: never = act
      throw new TypeError(String(never))
    }
  }
}
