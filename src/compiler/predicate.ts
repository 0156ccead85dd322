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
    const word = startOf(adverbIndex, rest)
    if (word === undefined) return false
    rest = rest.slice(word.length)
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
