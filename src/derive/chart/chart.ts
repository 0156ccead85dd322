import type { Procedure } from '../../kernel/bind.ts'
import { type Bilingual, inLanguage, type Language } from '../../kernel/text.ts'
import { boxesOf } from './boxes.ts'
import { arrow, boxed, escaped, lawMark } from './draw.ts'
import { layoutOf } from './layout.ts'
import { wrapped } from './measure.ts'
import { aloneStyle, chartStyle } from './style.ts'

export interface ChartOptions {
  readonly language: Language
  /** The state in which a case is now. */
  readonly mark?: string
  /** A file of its own, with its colours; on a page the style sheet gives them (`chartStyle`). */
  readonly alone?: boolean
}

const legendLine = 24

/** The laws under the chart, each with its number. */
function legend(
  p: Procedure,
  language: Language,
  top: number,
  width: number,
): { readonly svg: string; readonly height: number } {
  const laws = p.declaration.laws.flatMap((law, i) =>
    'everyPathTo' in law ? [{ number: i + 1, says: inLanguage(law.says, language) }] : [],
  )
  let y = top + 20
  const parts: string[] = []
  for (const { number, says } of laws) {
    parts.push(lawMark(22, y - 5, number))
    for (const line of wrapped(says, width - 60, 14)) {
      parts.push(`<text class="chart-says" x="40" y="${y}" font-size="14">${escaped(line)}</text>`)
      y += legendLine
    }
  }
  return { svg: parts.join(''), height: y - top }
}

const counts = (p: Procedure): Bilingual => {
  const states = Object.keys(p.declaration.states).length
  const finals = Object.values(p.declaration.states).filter((state) => state.final).length
  const { length } = p.transitions
  return [
    `流程图：${states} 个状态（其中 ${finals} 个是终点），${length} 个动作。双线框是终点，虚线框自动发生，朱色双柱是必须经过的门，钟面是时限。`,
    `Flow chart: ${states} states, ${finals} of them ends, and ${length} moves. A double frame is an end, a broken one happens by itself, red posts are gates that cannot be gone round, a dial is a limit.`,
  ]
}

/**
 * The flow chart of a procedure as SVG: states with their limits, moves with who and under which condition, the laws as
 * gates. No inline style, so that a strict content policy lets it pass; alone it brings its own style sheet.
 */
export function chartOf(p: Procedure, { language, mark, alone = false }: ChartOptions): string {
  const { boxes, arrows, width, height } = layoutOf(p, boxesOf(p, language))
  const whole = Math.max(width, 360)
  const { svg: laws, height: below } = legend(p, language, height, whole)
  const id = `chart-${p.id}-${language}`
  const size = `width="${whole}" height="${height + below}" viewBox="0 0 ${whole} ${height + below}"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart" ${size} role="img" lang="${language === 'zh' ? 'zh-CN' : 'en'}" aria-labelledby="${id}-title ${id}-desc">`,
    `<title id="${id}-title">${escaped(inLanguage(p.declaration.title, language))}</title>`,
    `<desc id="${id}-desc">${escaped(inLanguage(counts(p), language))}</desc>`,
    alone
      ? `<style>${aloneStyle}${chartStyle}</style><rect class="chart-paper" width="${whole}" height="${height + below}"/>`
      : '',
    `<defs><marker id="${id}-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="chart-head" d="M0 1L9 5L0 9Z"/></marker></defs>`,
    `<g class="chart-ways">${arrows.map((one) => arrow(one, `${id}-head`)).join('')}</g>`,
    boxes.map((box) => boxed(box, mark !== undefined && box.id === `state-${mark}`)).join('\n'),
    laws && `<g class="chart-laws">${laws}</g>`,
    '</svg>\n',
  ]
    .filter(Boolean)
    .join('\n')
}
