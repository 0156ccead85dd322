import { bilingual } from '../text/bilingual.ts'
import { counted } from '../text/format.ts'

export const unitTexts = bilingual(
  {
    title: '人员与岗位',
    under: (units: number, posts: number) => `${units} 个单位，${posts} 个岗位`,
    mayChange: '每次改动都记下谁在什么时候改的，只有审计管理员看得到。以前的名字、隶属和任职一直留着。',
    mayRead: '由系统管理员或秘书长办理。以前的名字、隶属和任职一直留着。',
    unit: '单位',
    posts: '岗位与在任',
    vacant: '空缺',
    and: '、',
    gone: '已撤并的单位',
    endedOn: (day: string, successor: string) => `${day}撤并，由${successor}承接`,
    ended: '撤并',
    history: '沿革',
    period: (from: string, to: string | null) => (to === null ? `${from}起` : `${from}至${to}`),
    under_: (parent: string) => `隶属${parent}`,
    noPosts: '还没有岗位',
    noPostsSays: '没有岗位的单位，事情落不到人。',
    noRoles: '没有程序里的职能',
    unknown: '（账号已不在）',
    done: '已经改好，从写明的那一天起生效。',
    waits: (n: number) => (n === 0 ? '现在没有件等这个岗位。' : `现在有 ${n} 件等这个岗位，都由新的人接着办。`),
    vacancy: (n: number) =>
      n === 0 ? '岗位会空缺。' : `岗位会空缺，等它办的 ${n} 件没有人办；有接手的人，请用“移交”。`,
    none: '没有这个单位',
  },
  {
    title: 'Units and posts',
    under: (units, posts) => `${counted(units, 'unit')}, ${counted(posts, 'post')}`,
    mayChange:
      'Each change is recorded with who made it and when, for the audit administrator alone. Earlier names, superiors and holders are kept.',
    mayRead:
      'Changed by the system administrator or the secretary-general. Earlier names, superiors and holders are kept.',
    unit: 'Unit',
    posts: 'Posts and holders',
    vacant: 'vacant',
    and: ', ',
    gone: 'Units that have ended',
    endedOn: (day, successor) => `ended ${day}, succeeded by ${successor}`,
    ended: 'Ended',
    history: 'History',
    period: (from, to) => (to === null ? `since ${from}` : `${from} to ${to}`),
    under_: (parent) => `under ${parent}`,
    noPosts: 'No posts yet',
    noPostsSays: 'In a unit without posts nothing rests on anybody.',
    noRoles: 'no function in a procedure',
    unknown: '(account no longer there)',
    done: 'Changed, from the day given on.',
    waits: (n) =>
      n === 0 ? ' Nothing waits for this post now.' : ` ${counted(n, 'case')} waiting for this post go with it.`,
    vacancy: (n) =>
      n === 0
        ? ' The post becomes vacant.'
        : ` The post becomes vacant and nobody handles the ${counted(n, 'case')} waiting for it; if somebody follows, use “Hand over”.`,
    none: 'There is no such unit',
  },
)
