import { adverbs, indexed, modals, operativeVerbs, prepositions, startOf, type WordIndex } from './lexicon.ts'

/**
 * How the predicate of an official sentence begins: 要, 应当, a verb of duty, a preposition, with adverbs before it. Looked up by
 * first characters: patterns of some 500 words cost more time to compile than a whole plan takes to read.
 */

const adverbIndex = indexed(adverbs)
const verbIndex = indexed(operativeVerbs)
const modalIndex = indexed(modals)
const prepositionIndex = indexed(prepositions)

/** 应 is no modal in 应急, nor 要 in 要求. */
const noModal = /^(?:应急|应用|应对|应聘|应届|要求|要素|要点|要害|可持续|可靠|可行|将军|得分|得到|需求)/
/** 普及率, 完成额: a noun made of a verb. */
const nominal = /^(?:[率额]|量(?!化))/
/** Predicates that are no single word. */
const phrase = /^(?:自[^然]|是[^,，。]{2,40}责任|负有|具有.{0,6}责任)/

const oneTime =
  '(?:(?:(?:19|20)\\d{2} ?|今|本|明|次|当)年度?)?(?:(?:\\d{1,2}|[一二三四五六七八九十]{1,2}) ?月份?)?(?:\\d{1,2} ?[日号])?(?:上半年|下半年|第?[一二三四]季度|上旬|中旬|下旬|年?底|年?末|年内|主?汛期|春节|本?学[期年]末?|[“"]十[一二三四五六]五[”"](?:规划)?(?:期?[末间]|期末))?(?:之前|以前|前|内)?'
/** 「今年上半年」「9月1日前」「11月1日至12月10日」: a time set between a subject and its predicate, or before the subject. */
const span = '(?:\\d{1,3}|[一二三四五六七八九十半]{1,3}) ?个?(?:工作日|小时|年|月|日|天|周)(?:之|以)?内'
const time = new RegExp(`^(?:在|于|到|力争|确保|争取|原则上){0,3}(?:${span}|${oneTime}(?:[至到—-]${oneTime})?)`)
/** Only what ends like this is a time by itself; less may be the beginning of a name or of a number. */
const endsAsTime =
  /(?:[日号底末旬内]|年度?|上半年|下半年|季度|[年月期节底末日号度]份?(?:之|以)?前|月份?|[”"](?:规划)?期间)$/

/** Length of the time that a text begins with; 0 where it begins with none. */
export function timeLength(text: string): number {
  const found = time.exec(text)?.[0] ?? ''
  return found.length >= 2 && endsAsTime.test(found) && !/^[年月内前底末]$/.test(found) ? found.length : 0
}

const startsModal = (text: string) => startOf(modalIndex, text) !== undefined && !noModal.test(text)

/** Whether a text begins with a verb of duty or with 要, 应当 … right away. */
export function startsDeed(text: string): boolean {
  return startOf(verbIndex, text) !== undefined || startsModal(text)
}

/** Whether what follows zero or more adverbs satisfies `holds`; each place between two adverbs is tried. */
function afterAdverbs(text: string, holds: (rest: string) => boolean): boolean {
  let rest = text.startsWith(' ') ? text.slice(1) : text
  while (true) {
    if (holds(rest)) return true
    const adverb = startOf(adverbIndex, rest)
    const length = adverb?.length ?? timeLength(rest)
    if (length === 0) return false
    if (adverb === undefined && /[前内底末]$/.test(rest.slice(0, length))) return true
    rest = rest.slice(length)
  }
}

const startsWithWord = (index: WordIndex, text: string) => {
  const word = startOf(index, text)
  return word !== undefined && !nominal.test(text.slice(word.length))
}

/** Whether a text begins as a predicate does. */
export const startsPredicate = (text: string): boolean =>
  afterAdverbs(
    text,
    (rest) =>
      startsModal(rest) ||
      startsWithWord(verbIndex, rest) ||
      startOf(prepositionIndex, rest) !== undefined ||
      phrase.test(rest),
  )

/** Whether a text begins by charging whoever was named before it: 要, 应当, 负责, 承担, 牵头. */
export const startsCharge = (text: string): boolean =>
  afterAdverbs(text, (rest) => startsModal(rest) || /^(?:负责|承担|牵头)/.test(rest))
