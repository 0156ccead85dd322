import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { idleMinutes } from '../../engine/access.ts'
import { lockMinutes, mostFailures } from '../../engine/login.ts'
import { Head } from '../parts/public-page.tsx'
import { DefinitionList } from '../parts/table.tsx'
import { bilingual } from '../text/bilingual.ts'
import type { Desk } from './doors.ts'
import { showDesk } from './shell.tsx'
import type { Visit } from './visit.ts'

const keys = ['/', 'g c', 'g d', 'g l', 'g n', 'g u', 'j  k', 'Enter', 'x', 'Ctrl+Enter', '?'] as const

const texts = bilingual(
  {
    title: '帮助与快捷键',
    keys: '快捷键',
    keysSays: '在输入框里打字时不起作用。',
    on: '用快捷键',
    does: [
      '到查找框',
      '我的时钟',
      '拿主意',
      '案件列表',
      '新开一件',
      '人员与岗位',
      '下一行、上一行',
      '打开这一行',
      '选中这一行，成批办理用',
      '提交正在填的表',
      '这一页',
    ],
    work: '怎么办事',
    asked: ['等我办的件在哪', '为什么不能做', '写到一半走开', '提交错了', '别人先动了', '要请假、换人'],
    answers: [
      '“我的时钟”按工作日排；点开一件，右边“现在可以做”列出本岗位的动作和后果。',
      '案件页把不能做的动作也列出来，每个都写着原因和依据。',
      '草稿存在这台电脑的浏览器里，回到同一张表会问您要不要接着写。附件和反映人身份不存。',
      '写入公开日志的动作不能撤回，只能用下一步动作更正。提交前的那一页会写明。',
      '提交时会告诉您多了哪些动作，您写的都还在。',
      '岗位由系统管理员或秘书长在“人员与岗位”里移交，没办完的件跟着岗位走。',
    ],
    account: '账号与安全',
    risks: ['多久会退出', '忘了密码', '账号锁了', '不是我登录的'],
    idle: (hours: number) => `${hours} 小时不用，或者登录满十二小时，自动退出。`,
    forgotten: '登录页上用一个恢复码就能自己换新密码。没有恢复码，请安全管理员给一个只用一次的；谁也查不到原来的密码。',
    locked: (most: number, minutes: number) =>
      `连续 ${most} 次对不上锁 ${minutes} 分钟，到时自己解开；等不及请安全管理员。`,
    stranger: '在“我的账号”里退出那一处，再换密码。',
  },
  {
    title: 'Help and shortcuts',
    keys: 'Shortcuts',
    keysSays: 'They do nothing while you are typing.',
    on: 'Use shortcuts',
    does: [
      'to the search box',
      'my clock',
      'to decide',
      'all cases',
      'open a case',
      'units and posts',
      'next row, last row',
      'open the row',
      'pick the row, to handle several at once',
      'submit the form you are in',
      'this page',
    ],
    work: 'How things are done',
    asked: [
      'Where is what waits for me',
      'Why can it not be done',
      'I was interrupted',
      'I submitted a mistake',
      'Somebody was faster',
      'I go on leave',
    ],
    answers: [
      '“My clock” has it by working days. Open a case: on the right stand the moves of your post with what follows.',
      'The page of a case lists the closed moves, too, each with its reason and authority.',
      'The draft is kept in this browser, and the same form asks whether you go on with it. Files and identities are not kept.',
      'What is in the public log cannot be taken back; the next move corrects it. The page says so before you submit.',
      'You are shown what happened meanwhile, and what you wrote is still there.',
      'The system administrator or the secretary-general hands the post over under “Units and posts”; open cases stay with it.',
    ],
    account: 'Account and safety',
    risks: ['When am I signed out', 'I forgot my password', 'I am locked out', 'It was not me'],
    idle: (hours) => `After ${hours} unused hours, and twelve hours after signing in.`,
    forgotten:
      'One of your recovery codes sets a new one, on the page where you sign in. Without a code, the security administrator gives you a password for a single use.',
    locked: (most, minutes) =>
      `${most} mismatches in a row lock a login for ${minutes} minutes. It opens by itself, or ask the security administrator.`,
    stranger: 'End that session under “My account”, then change your password.',
  },
)

interface AnswersProps {
  readonly title: string
  readonly terms: readonly string[]
  /** In the order of the terms. */
  readonly values: readonly string[]
  readonly children?: ReactNode
}

function Answers({ title, terms, values, children }: AnswersProps): ReactNode {
  return (
    <section className="sheet pad">
      <Head>{title}</Head>
      {children}
      <div className="mt3">
        <DefinitionList entries={terms.map((term, at) => ({ term, value: values[at] }))} />
      </div>
    </section>
  )
}

function showHelp(visit: Visit): Promise<FastifyReply> {
  const t = texts[visit.lang]
  return showDesk(visit, {
    title: t.title,
    children: (
      <div className="split">
        <div className="stack">
          <Answers title={t.work} terms={t.asked} values={t.answers} />
          <Answers
            title={t.account}
            terms={t.risks}
            values={[t.idle(idleMinutes / 60), t.forgotten, t.locked(mostFailures, lockMinutes), t.stranger]}
          />
        </div>
        <Answers title={t.keys} terms={keys} values={t.does}>
          <p className="small quiet">{t.keysSays}</p>
          <p className="mt3" hidden data-keys>
            <label>
              <input type="checkbox" /> {t.on}
            </label>
          </p>
        </Answers>
      </div>
    ),
  })
}

/** 帮助与快捷键, for everybody at the desk. */
export function addHelpPage(desk: Desk): void {
  desk.get('/desk/help', 'anybody', showHelp)
}
