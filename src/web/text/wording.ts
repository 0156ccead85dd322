/**
 * What our Chinese texts may not contain. Each rule has the wrong form and what to write instead; the words come from the
 * glossary (docs/GLOSSARY.md), the punctuation from GB/T 15834-2011. The plan's own words are never judged by these rules.
 */
export interface Fault {
  readonly found: string
  readonly instead: string
}

interface Rule {
  readonly pattern: RegExp
  readonly instead: string
}

const words: readonly Rule[] = [
  { pattern: /核验/g, instead: '核查' },
  { pattern: /凭据/g, instead: '证据' },
  { pattern: /温馨提示/g, instead: '（直接说事）' },
  { pattern: /一把手/g, instead: '主要负责人' },
  { pattern: /回头率|零距离|全方位|保驾护航/g, instead: '（不喊口号）' },
  { pattern: /操作失败|操作成功|系统繁忙|请稍后再试/g, instead: '（说出了什么事，下一步做什么）' },
  { pattern: /非法输入|输入有误|格式错误|无效的/g, instead: '（说怎样写才对）' },
  { pattern: /登陆/g, instead: '登录' },
  { pattern: /帐号|帐户/g, instead: '账号、账户' },
  { pattern: /点击|单击/g, instead: '（按钮和链接自己说话）' },
  { pattern: /友情链接|敬请/g, instead: '（删去）' },
  { pattern: /老百姓/g, instead: '群众' },
]

const han = '\\p{Script=Han}'

const punctuation: readonly Rule[] = [
  { pattern: new RegExp(`${han}[,;:?!]|[,;:?!]${han}`, 'gu'), instead: '，；：？！' },
  { pattern: new RegExp(`${han}\\.(?![\\w.])`, 'gu'), instead: '。' },
  { pattern: new RegExp(`${han}\\(|\\)${han}|\\(${han}|${han}\\)`, 'gu'), instead: '（ ）' },
  { pattern: new RegExp(`${han}\\.\\.\\.|${han}…(?!…)`, 'gu'), instead: '……' },
  { pattern: new RegExp(`${han}--|${han}—(?!—)`, 'gu'), instead: '——' },
  { pattern: /[０-９Ａ-Ｚａ-ｚ]/g, instead: '半角数字和字母' },
  { pattern: /\u3000/g, instead: '（用版式留空，不用全角空格）' },
]

/** Every fault of one Chinese text, in the order of the rules; empty for a text that may stand. */
export function faultsOf(text: string): readonly Fault[] {
  return [...words, ...punctuation].flatMap(({ pattern, instead }) =>
    [...text.matchAll(pattern)].map((match) => ({ found: match[0], instead })),
  )
}

/** A source file without its comments, whose quotations and code are not texts for readers. */
export function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

const literal = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|>[^<>{}]*</g

/** The Chinese pieces of a source file: its string and template literals and the words between its tags. */
export function textsIn(source: string): readonly string[] {
  return (withoutComments(source).match(literal) ?? [])
    .map((piece) => piece.slice(1, -1).replace(/\$\{[^}]*\}/g, '0'))
    .filter((piece) => /\p{Script=Han}/u.test(piece))
}
