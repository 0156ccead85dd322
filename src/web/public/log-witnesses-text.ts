import { bilingual } from '../text/bilingual.ts'

/** Texts of the section that says who stands behind the log. */
export const witnessTexts = bilingual(
  {
    title: '谁在见证',
    signed: (when: string) => `本平台最近一次签名：${when}，按签名那台机器的钟`,
    none: '还没有别的机构见证这本日志。现在只有本平台自己签名。',
    summary: (by: number, of: number, when: string) => `${of} 家见证方，${by} 家已签名，最近一次 ${when}`,
    nobody: (of: number) => `${of} 家见证方，还没有够数的签名`,
    columns: { name: '见证方', size: '见过多少条', when: '什么时候', state: '怎么样' },
    never: '还没有',
    states: { agrees: '一致', silent: '没有应答', contradicts: '说法不一致', 'not-asked': '不在线上' },
    contradicts: '有见证方见过的日志与这里的不一致。请把您手里的旧检查点、旧回执留好。',
  },
  {
    title: 'Who witnesses',
    signed: (when) => `Signed last by this platform: ${when}, by the clock of the signing machine`,
    none: 'No other body witnesses this log yet. For now only this platform itself signs.',
    summary: (by, of, when) => `${by} of ${of} witnesses have signed, the last at ${when}`,
    nobody: (of) => `${of} witnesses, and not enough of them have signed yet`,
    columns: { name: 'Witness', size: 'Entries seen', when: 'When', state: 'Verdict' },
    never: 'not yet',
    states: { agrees: 'agrees', silent: 'does not answer', contradicts: 'contradicts', 'not-asked': 'not online' },
    contradicts: 'A witness has seen another log than this one. Keep the older checkpoints and receipts that you have.',
  },
)
