import { bilingual } from '../text/bilingual.ts'

export const mineEraseTexts = bilingual(
  {
    title: '删除您写的内容',
    open: '要求删除',
    note: '您可以要求删除自己写的文字。受理员送交，秘书长决定，两个人都看不到内容。同意以后当时就删，找不回来；公开日志里留一条，写明删了哪几项、依据什么。办理的状态、日期、单位不能删除，您手里的回执仍然有效。',
    warn: '还没有办结的，删了以后承办的人就看不到您写的了。',
    fields: '要删除的内容',
    fieldsHint: '只列您一个人写过的文字；文件和身份不在这里删',
    ground: '依据（《个人信息保护法》第四十七条）',
    send: '要求删除',
    refused: '没有记下',
    state: {
      filed: '已经提出，等受理员送交',
      taken: '已经送交，等秘书长决定',
      granted: '已依法删除',
      refused: '没有同意',
    },
    on: (day: string) => `${day}提出`,
    entry: (n: string) => `公开日志第 ${n} 条`,
  },
  {
    title: 'Erase what you wrote',
    open: 'Ask for it',
    note: 'You may ask for your own words to be erased. An intake officer passes it on and the secretary-general decides; neither sees what you wrote. When it is granted they are erased at once and for ever, and the public log says which fields and on what ground. States, days and units cannot be erased; the receipts you keep stay valid.',
    warn: 'While the case is open, whoever deals with it will no longer see what you wrote.',
    fields: 'What is to be erased',
    fieldsHint: 'Only words that you alone wrote are listed; files and identities are not erased here',
    ground: 'Ground (Personal Information Protection Law, article 47)',
    send: 'Ask for erasure',
    refused: 'It was not noted',
    state: {
      filed: 'asked for; an intake officer passes it on',
      taken: 'passed on; the secretary-general decides',
      granted: 'erased by law',
      refused: 'not granted',
    },
    on: (day) => `asked for on ${day}`,
    entry: (n) => `entry ${n} of the public log`,
  },
)
