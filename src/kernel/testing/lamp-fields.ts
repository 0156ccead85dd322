import { choice, day, evidence, identity, integer, lines, text, unit, yesNo } from '../field.ts'

const confidential = { see: 'sealed', to: ['desk', 'asker'] } as const
const times = (title: readonly [string, string]) => integer({ title, see: 'public', from: 0, upTo: 99, starts: 0 })

export const lampForms = {
  ask: {
    what: text({ title: ['哪一盏', 'Which lamp'], ...confidential, max: 60 }),
    photo: evidence({ title: ['照片', 'Photos'], ...confidential, most: 2, optional: true }),
    contact: identity({ title: ['联系方式', 'Contact'], see: 'sealed', optional: true }),
  },
  join: { also: text({ title: ['您看到的', 'What you saw'], ...confidential, min: 3, max: 60 }) },
  send: {
    subject: text({ title: ['事项', 'Matter'], see: 'public', max: 40 }),
    unit: unit({ title: ['单位', 'Unit'], see: 'public' }),
    dueOn: day({ title: ['期限', 'Due day'], see: 'public' }),
  },
  fix: {
    done: lines({ title: ['做了什么', 'What was done'], see: 'public', most: 3, max: 40 }),
    proof: evidence({ title: ['证据', 'Evidence'], see: 'parties', most: 3, optional: true }),
    cost: integer({ title: ['花费', 'Cost'], see: 'staff', from: 0, upTo: 9999, unit: ['元', 'yuan'] }),
  },
  check: { good: yesNo({ title: ['亮了吗', 'Is it lit'], see: 'public' }) },
  longer: { askedOn: day({ title: ['新期限', 'New day'], see: 'public' }) },
  verdict: {
    verdict: choice({
      title: ['满意吗', 'Satisfied'],
      see: 'parties',
      options: { yes: ['满意', 'yes'], no: ['不满意', 'no'] },
    }),
  },
} as const

export const lampRecord = {
  again: times(['返工', 'Times redone']),
  lapses: times(['逾期', 'Lapses']),
  lookOn: day({ title: ['回看的日子', 'Day of the second look'], see: 'sealed' }),
  lookOnNonce: text({ title: ['钥匙', 'Key'], see: 'sealed', max: 64 }),
  lookOnCommitment: text({ title: ['封签', 'Seal'], see: 'public', max: 64 }),
  lookedOn: day({ title: ['回看（已公开）', 'Second look, opened'], see: 'public' }),
} as const
