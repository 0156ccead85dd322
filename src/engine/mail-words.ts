import type { Day } from '../kernel/calendar.ts'
import type { Org } from '../kernel/org.ts'
import { inLanguage, type Language } from '../kernel/text.ts'
import type { NoticeKind } from '../store/notices.ts'
import type { ReadNotice } from './notice-read.ts'

interface Words {
  readonly kinds: Readonly<Record<NoticeKind, string>>
  readonly step: (move: string) => string
  readonly now: (state: string) => string
  readonly lastDay: (day: string) => string
  readonly more: (n: number) => string
  readonly end: (address: string) => string
  readonly between: string
}

const words: Readonly<Record<Language, Words>> = {
  zh: {
    kinds: {
      waits: '等您办',
      near: '快到期',
      breached: '已超期',
      refused: '被退回',
      ruled: '有结果',
      edition: '方案换版',
    },
    step: (move) => `上一步：${move}`,
    now: (state) => `现在：${state}`,
    lastDay: (day) => `最后一天：${day}`,
    more: (n) => `另有 ${n} 件，请到工作台看。`,
    end: (address) =>
      `这封信由系统发出，不用回复。信里只有编号、步骤和日期，以及已经公开的事项名称。\n不想收信，或者换时间：${address}`,
    between: '；',
  },
  en: {
    kinds: {
      waits: 'Waits for you',
      near: 'Deadline near',
      breached: 'Overdue',
      refused: 'Sent back',
      ruled: 'Decided',
      edition: 'New edition of the plan',
    },
    step: (move) => `Last step: ${move}`,
    now: (state) => `Now: ${state}`,
    lastDay: (day) => `Last day: ${day}`,
    more: (n) => `${n} more at the desk.`,
    end: (address) =>
      `This mail was sent by the system; please do not reply. It holds numbers, steps and days only, and names of matters that are public.\nTo stop it or change its hours: ${address}`,
    between: '; ',
  },
}

/** Cases in one mail; the rest is at the desk. */
const most = 30

/** '2018-11-16' → '2018年11月16日' / '16 November 2018'. */
function dayIn(lang: Language, day: Day): string {
  const options = { dateStyle: 'long', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', options).format(Date.parse(`${day}T00:00:00Z`))
}

export interface MailFrame {
  readonly origin: string
  readonly isDigest: boolean
  readonly org: Org
  readonly today: Day
}

function lineOf({ notice, no, seen, move, state, lastDay }: ReadNotice, lang: Language, origin: string): string {
  const t = words[lang]
  const facts = [
    ...(move === null ? [] : [t.step(inLanguage(move, lang))]),
    t.now(inLanguage(state, lang)),
    ...(lastDay === null ? [] : [t.lastDay(dayIn(lang, lastDay))]),
  ]
  const address = `${origin}${lang === 'en' ? '/en' : ''}/desk/cases/${no}`
  const head = [`[${t.kinds[notice.kind]}]`, no, ...(seen === null ? [] : [seen.title])].join(' ')
  return [head, facts.join(t.between), address].map((line, at) => (at === 0 ? line : `  ${line}`)).join('\n')
}

function partIn(lang: Language, notices: readonly ReadNotice[], { origin, org, today }: MailFrame): string {
  const t = words[lang]
  const seatOf = (post: string) => {
    const known = org.post(post)
    if (!known) return post
    return [org.nameOf(known.unit, today), known.title].map((name) => inLanguage(name, lang)).join(' ')
  }
  const shown = notices.slice(0, most)
  const posts = [...Map.groupBy(shown, ({ notice }) => notice.post)].map(([post, group]) =>
    [seatOf(post), ...group.map((one) => lineOf(one, lang, origin))].join('\n\n'),
  )
  return [
    ...posts,
    ...(notices.length > most ? [t.more(notices.length - most)] : []),
    t.end(`${origin}${lang === 'en' ? '/en' : ''}/desk/notices/settings`),
  ].join('\n\n')
}

/** Subject and text of a mail, in Chinese and then in English. The subject counts and names nothing. */
export function mailOf(
  notices: readonly ReadNotice[],
  frame: MailFrame,
): { readonly subject: string; readonly text: string } {
  const n = notices.length
  const subject = frame.isDigest ? `落实：今日 ${n} 条通知` : `落实：${n} 条不能等的通知`
  const head = [`${subject} / Luoshi: ${n} ${frame.isDigest ? 'of today' : 'that cannot wait'}`]
  const parts = (['zh', 'en'] as const).map((lang) => partIn(lang, notices, frame))
  return { subject, text: `${[...head, ...parts].join('\n\n')}\n` }
}
