/**
 * Words that sound like a promise and bind nobody: how much, by when and how well stay open. Kept as the field keeps them
 * (督查通报 and 整治形式主义 name the same ones). Longer ones first, so that 更大力度 is not read as 力度.
 */
const words = [
  '更大力度',
  '更大程度',
  '更大气力',
  '最大限度',
  '常态化',
  '多种形式',
  '第一时间',
  '进一步',
  '重要内容',
  '千方百计',
  '显著成效',
  '明显成效',
  '积极成效',
  '不断',
  '持续',
  '努力',
  '加快',
  '加大',
  '加强',
  '强化',
  '大力',
  '深入',
  '扎实',
  '切实',
  '着力',
  '全力',
  '全面',
  '积极',
  '认真',
  '充分',
  '坚决',
  '确保',
  '严格',
  '严肃',
  '严厉',
  '严控',
  '深化',
  '深度',
  '突出',
  '紧盯',
  '聚焦',
  '强力',
  '更加',
  '更多',
  '多做',
  '善用',
  '真正',
  '有效',
  '有序',
  '高效',
  '务实',
  '广泛',
  '集中',
  '经常',
  '及时',
  '适时',
  '尽快',
  '尽早',
  '抓紧',
  '视情',
  '酌情',
  '必要时',
  '原则上',
  '适当',
  '适度',
  '基本',
  '较大',
  '较好',
  '一定',
  '若干',
  '稳步',
  '稳妥',
  '逐步',
  '完善',
  '健全',
  '优化',
  '提升',
  '推动',
  '等',
] as const

/** Of those, the ones that stand where a time limit should stand. */
export const vagueTimes = [
  '第一时间',
  '及时',
  '适时',
  '尽快',
  '尽早',
  '抓紧',
  '逐步',
  '定期',
  '不定期',
  '适当时候',
  '限期',
  '按时',
  '如期',
] as const

/** The ones worth showing to a reviewer; 推动, 完善 and the like are vague only beside others and stand for themselves too often. */
const shown = new Set<string>(
  words.filter(
    (word) => !['完善', '健全', '优化', '提升', '推动', '深化', '基本', '一定', '等', '聚焦'].includes(word),
  ),
)

export interface VagueWord {
  readonly word: string
  readonly at: number
}

const pattern = new RegExp([...shown].sort((a, b) => b.length - a.length).join('|'), 'g')

/** The vague words of a folded text, in order, each once. */
export function vagueWordsIn(text: string): readonly VagueWord[] {
  const found: VagueWord[] = []
  for (const hit of text.matchAll(pattern))
    if (!found.some((other) => other.word === hit[0])) found.push({ word: hit[0], at: hit.index })
  return found
}

const timePattern = new RegExp(`(?:${vagueTimes.join('|')})`)

/** The first word that stands for a time limit without being one; null if there is none. */
export function vagueTimeIn(text: string): VagueWord | null {
  const found = timePattern.exec(text)
  return found ? { word: found[0], at: found.index } : null
}
