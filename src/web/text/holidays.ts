import type { Language } from '../../kernel/text.ts'

/** English names of the holidays in the State Council's notices, under the short names that the calendar's data has. */
const english: Readonly<Record<string, string>> = {
  元旦: 'New Year’s Day',
  春节: 'Spring Festival',
  清明: 'Qingming',
  劳动节: 'Labour Day',
  端午: 'Dragon Boat Festival',
  中秋: 'Mid-Autumn Festival',
  国庆节: 'National Day',
  中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日: '70th anniversary of the victory of 1945',
}

/** A holiday in the language of the page; one without an English name keeps its own. */
export function holidayName(name: string, lang: Language): string {
  return lang === 'en' ? (english[name] ?? name) : name
}
