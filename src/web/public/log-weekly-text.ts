import { bilingual } from '../text/bilingual.ts'
import { counted, formats } from '../text/format.ts'

const zh = formats.zh
const en = formats.en

/** Texts of the weekly checkpoints: what is printed in a gazette or a newspaper, and how to hold it against the log. */
export const weeklyTexts = bilingual(
  {
    title: '每周检查点',
    log: '公开日志',
    lede: '每周把公开日志的条数和树根印出来，登在报纸、公报上，贴在公开栏里。印出去的收不回来：以后日志要是改过，对着旧报纸就看得出。',
    entries: (n: number) => `${zh.number(n)} 条`,
    listTitle: '每周一份',
    young: '日志还不满一周，先列出最新的一份。每周一零点以后，上一周的定下来，不再变。',
    columns: { size: '条数', when: '签名时间', root: '树根前 16 位', witnesses: '见证方' },
    nobody: '没有',
    empty: '日志还没有签过名',
    emptySays: '几秒钟以后再看。',
    compare: '拿报纸来对照',
    compareSays: '把报上印的条数和树根照抄下来。字母不分大小写，空格可有可无。',
    sizeField: '条数',
    sizeHint: '只写数字',
    sizeError: '条数请写数字，比如 12345',
    rootField: '树根',
    rootHint: '16 组，每组 4 个数字或字母',
    rootError: '树根应当是 16 组，每组 4 个，只有 0 到 9 和 a 到 f。请再核对一遍',
    button: '对照',
    same: (n: number) => `对得上：${zh.number(n)} 条的时候，树根就是报上印的这一个。`,
    different: (n: number) =>
      `对不上：本站公布的 ${zh.number(n)} 条的树根不是这一个。请先核对有没有抄错；没有抄错的，请把报纸留好，告诉见证方和别人。`,
    'no-such-size': (n: number) =>
      `本站没有公布过 ${zh.number(n)} 条的检查点。请先核对有没有抄错；没有抄错的，请把报纸留好，告诉见证方和别人。`,
    compareNote: '由本站对照，等于相信本站。不愿意相信的，请照每份检查点下面写的办法自己算。',
    open: (n: number) => `打开 ${zh.number(n)} 条的检查点`,
    sheetTitle: '公开日志检查点',
    signed: (when: string) => `${when} 签名（当地时间，按签名那台机器的钟）`,
    root: '树根',
    origin: '日志名',
    witnesses: '见证',
    noWitness: '没有别的机构见证，只有本平台自己签名',
    witnessed: (when: string) => `${when} 签名有效`,
    qr: '这份检查点的二维码：扫出来是签了名的原文',
    qrSays: '扫出来的文字就是签了名的检查点，一字不差。把它原样存成文件，可以用核对程序核对。',
    leftOut: '见证方太多，二维码里放不下全部签名，只放了前面几家的。全部签名在公开日志里。',
    proves: '能说明什么',
    provesSize: (n: string) => `签名的时候，日志一共 ${n}，每一条的内容都由这一个树根定死`,
    provesRest: '以后的日志必须以这些条开头：删掉、插进、改动其中任何一条，算出的树根都会不同',
    notProves: '不能说明什么',
    notProvesItems: ['不能说明每一条都属实：那要看证据和核查', '不能说明没有漏记：没有记进去的，这里看不出'],
    how: '怎样对照',
    lookUp: (site: string) =>
      `打开${site}，依次点公开日志、每周检查点，找到同样条数的检查点，16 组逐组对照。有一组不同，就是两本账。`,
    steps: [
      '请见证方或者别的机构报出同样条数的树根，再对照一次：不要只听一家的。',
      '自己算：把二维码扫出的文字存成 checkpoint.old，放进导出的日志文件夹，运行 node verify.mjs log 文件夹 --trust policy.txt。程序会从第一条重新算到这个条数，看能不能得出同一个树根。',
    ],
    printed: '每一份都可以打印成一张 A4 纸。',
    keep: '一本只能往后写的账，写到这一条是这个样子。请把这一页留好。',
  },
  {
    title: 'Weekly checkpoints',
    log: 'Public log',
    lede: 'Every week the number of entries and the root of the public log are printed: in a newspaper, in the gazette, on the notice board. What is printed cannot be called back: if the log is changed later, an old newspaper shows it.',
    entries: (n) => counted(n, 'entry', 'entries'),
    listTitle: 'One for each week',
    young:
      'The log is less than a week old; here is its newest checkpoint. After each Monday midnight the one of the week before is settled.',
    columns: { size: 'Entries', when: 'Signed', root: 'Root, first 16 digits', witnesses: 'Witnesses' },
    nobody: 'none',
    empty: 'The log has not been signed yet',
    emptySays: 'Look again in a few seconds.',
    compare: 'Compare a newspaper',
    compareSays: 'Copy the number of entries and the root as printed. Capitals and spaces do not matter.',
    sizeField: 'Entries',
    sizeHint: 'Digits only',
    sizeError: 'Write the number of entries in digits, for example 12345',
    rootField: 'Root',
    rootHint: '16 groups of 4 digits or letters',
    rootError: 'The root has 16 groups of 4, only 0 to 9 and a to f. Please check it once more',
    button: 'Compare',
    same: (n) => `The same: at ${counted(n, 'entry', 'entries')} the root was the one in print.`,
    different: (n) =>
      `Not the same: the root that is published here for ${counted(n, 'entry', 'entries')} is another. Check what you copied; if it is right, keep the newspaper and tell the witnesses and others.`,
    'no-such-size': (n) =>
      `No checkpoint of ${counted(n, 'entry', 'entries')} was ever published here. Check what you copied; if it is right, keep the newspaper and tell the witnesses and others.`,
    compareNote:
      'Having this site compare means believing this site. If you would rather not, compute it yourself as each checkpoint says below.',
    open: (n) => `Open the checkpoint of ${counted(n, 'entry', 'entries')}`,
    sheetTitle: 'Checkpoint of the public log',
    signed: (when) => `Signed ${when}, local time, by the clock of the machine that signed`,
    root: 'Root',
    origin: 'Name of the log',
    witnesses: 'Witnesses',
    noWitness: 'No other body has witnessed it; only this platform signed',
    witnessed: (when) => `valid signature of ${when}`,
    qr: 'QR code of this checkpoint: scanning it gives the signed text',
    qrSays:
      'What the scanner gives is the signed checkpoint, character for character. Kept in a file as it is, it can be checked with a verifier.',
    leftOut:
      'There are more witnesses than fit into the code: it holds the first signatures only. All are in the public log.',
    proves: 'What it proves',
    provesSize: (n) => `When it was signed the log had ${n}, and this one root fixes what each of them says`,
    provesRest: 'Every later log must begin with them: whoever removes, inserts or changes one gets another root',
    notProves: 'What it does not prove',
    notProvesItems: [
      'That each entry is true: that is for evidence and verification',
      'That nothing was left out: what was never entered does not show here',
    ],
    how: 'How to compare it',
    lookUp: (site) =>
      `Open ${site}, then Public log, then Weekly checkpoints; find the checkpoint of the same number of entries and compare the 16 groups. If one differs, there are two ledgers.`,
    steps: [
      'Ask a witness or another body for the root at the same number of entries and compare again: do not ask one source only.',
      'Compute it yourself: keep what the code gives as checkpoint.old in the folder of the exported log and run node verify.mjs log FOLDER --trust policy.txt. It hashes from the first entry to this number and looks whether the same root comes out.',
    ],
    printed: 'Each prints on one sheet of A4.',
    keep: 'A ledger that only grows, as it stood at this entry. Please keep this sheet.',
  },
)

/** The moment of a signature, in words. */
export const signedWords = (lang: 'zh' | 'en', at: Date, timeZone: string): string =>
  (lang === 'zh' ? zh : en).fullMoment(at.getTime(), timeZone)
