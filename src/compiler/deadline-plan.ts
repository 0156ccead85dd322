import type { IsoDate } from './date.ts'

const fiveYearPlans: Readonly<Record<string, number>> = {
  十一五: 2010,
  十二五: 2015,
  十三五: 2020,
  十四五: 2025,
  十五五: 2030,
  十六五: 2035,
}
const planEnd = /(?:到|至)?[“"](十[一二三四五六]五)[”"](?:规划)?(?:期)?末(?:期)?/g

/** Where a folded text names the end of a five-year plan: the last day of its last year. */
export function fiveYearEndsIn(
  text: string,
): readonly { readonly at: number; readonly length: number; readonly norm: IsoDate }[] {
  if (!text.includes('五')) return []
  return [...text.matchAll(planEnd)].map((hit) => ({
    at: hit.index,
    length: hit[0].length,
    norm: `${fiveYearPlans[hit[1] ?? ''] ?? 2025}-12-31`,
  }))
}
