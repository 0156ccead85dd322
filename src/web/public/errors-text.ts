import type { RequestCode } from '../../http/problem.ts'
import type { RefusalCode } from '../../kernel/result.ts'
import type { Bilingual } from '../../kernel/text.ts'

export const errorsTexts = {
  zh: {
    title: '出错提示',
    lede: '接口和页面不接受一个动作时，会给出下面的一种提示：为什么，怎么办。已经填写的内容不会丢。',
    code: '代号',
    status: 'HTTP 状态',
    means: '意思',
    todo: '怎么办',
    all: '全部出错提示',
  },
  en: {
    title: 'Errors',
    lede: 'Where the interface or a page does not accept a move, it answers with one of these: why, and what to do. Nothing you typed is lost.',
    code: 'Code',
    status: 'HTTP status',
    means: 'Meaning',
    todo: 'What to do',
    all: 'All errors',
  },
} as const

/** What somebody who is answered with a code can do. */
export const whatToDo: Readonly<Record<RefusalCode | RequestCode, Bilingual>> = {
  malformed: [
    '按提示改正程序发来的内容，再发一次。',
    'Correct what the program sends, as the answer says, and send again.',
  ],
  'invalid-input': [
    '提示里逐项写明了哪里不对。改好以后用同一个编号再提交。',
    'The answer names every fault, field by field. Correct them and submit again under the same id.',
  ],
  unauthenticated: [
    '登录，或者带上有效的令牌、案件码。令牌到期以后要重新领。',
    'Log in, or send a valid token or case code. A token that ran out must be issued anew.',
  ],
  forbidden: [
    '页面放得太久，或者不归这个账号。重新打开页面再试。',
    'The page is too old, or not for this account. Open it again.',
  ],
  'not-your-part': [
    '提示里写明了这一步由谁来做。请他们办，或者换到对的岗位。',
    'The answer says whose part it is. Ask them, or change to the right post.',
  ],
  'separation-of-duties': [
    '您在本件里做过别的环节，或者和责任单位有隶属关系，须由另一个人来做。没有例外。',
    'You had another part in this case, or your unit is kin to the one concerned; somebody else must do it. There is no exception.',
  ],
  'not-found': [
    '核对编号。没有公开的，和不存在的，回答一样：需要的话先登录。',
    'Check the number. What is not public is answered like what does not exist: log in if you should see it.',
  ],
  'unknown-transition': ['案件页上列着现在能做的动作。', 'The page of the case lists the moves there are.'],
  'method-not-allowed': ['换成接口文档里写的请求方法。', 'Use the method that the description of the interface names.'],
  stale: [
    '别人刚刚办了一步。看看现在的情况，再决定要不要做。',
    'Somebody made a move just now. Look at the case again, then decide.',
  ],
  duplicate: [
    '这个提交编号用过了，内容却不同。换一个新的编号。',
    'This id was used for something else. Take a new one.',
  ],
  'too-large': ['减少内容，或者压缩附件。', 'Send less, or make the file smaller.'],
  'not-acceptable': [
    '换成页面或接口文档里写的格式。',
    'Use a format that the page or the description of the interface names.',
  ],
  'wrong-state': [
    '提示里写明了要等案件到哪一步。案件页上看得到还差什么。',
    'The answer says which state it must reach first; the page of the case shows what is missing.',
  ],
  'condition-not-met': [
    '提示里写明了哪个条件没有满足，依据是哪一条。先满足它。',
    'The answer names the condition and the clause it rests on. Meet it first.',
  ],
  'nobody-to-draw': [
    '除去要回避的人，没有可抽的人了。请增加核查人员。',
    'After those who must step aside nobody is left to draw. Somebody must be added to the pool.',
  ],
  'no-extension-left': [
    '延期次数已经用完，只能按期办结或者说明原因。',
    'The extensions are used up; finish in time, or give the reasons.',
  ],
  'too-many-requests': ['请一分钟以后再试。', 'Try again in a minute.'],
  fault: [
    '是我们的错，没有任何内容被改动。可以再试；还不行，请把提示里的编号告诉我们。',
    'A fault of ours; nothing was changed. Try again; if it stays, tell us the number in the answer.',
  ],
  unavailable: [
    '暂时不能办理，没有任何内容被改动。过一会儿用同一个编号再试，不会重复。',
    'Not possible for the moment; nothing was changed. Try again under the same id: nothing is done twice.',
  ],
}
