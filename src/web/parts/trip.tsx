import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { formats } from '../text/format.ts'
import { texts } from '../text/texts.ts'
import { Bar } from './chart.tsx'
import { Icon } from './icon.tsx'

interface TripMeterProps {
  readonly actual: number
  readonly promised: number
  readonly lang: Language
  readonly home: string
  readonly hall: string
  /** On the way between them. Example: '没有需要您跑的环节'. */
  readonly between: string
  readonly children: ReactNode
}

/** How many times the applicant has had to come, very large; red once it is more than was promised. */
export function TripMeter({ actual, promised, lang, home, hall, between, children }: TripMeterProps): ReactNode {
  return (
    <div className="trip">
      <p>
        <span className={actual > promised ? 'trip-n st-late' : 'trip-n'}>{actual}</span>{' '}
        <span className="quiet">{texts[lang].trip.times}</span>
      </p>
      <div>
        <div className="road">
          <span>
            <Icon shape="house" />
            {home}
          </span>
          <span>{between}</span>
          <span>
            <Icon shape="hall" />
            {hall}
          </span>
        </div>
        <div className="small quiet mt3">{children}</div>
      </div>
    </div>
  )
}

interface DaysBarsProps {
  /** In working days. */
  readonly statutory: number
  readonly promised: number
  readonly used: number
  readonly lang: Language
}

/** The statutory limit, the promised one, and the days used, on one scale. */
export function DaysBars({ statutory, promised, used, lang }: DaysBarsProps): ReactNode {
  const t = texts[lang].trip
  const scale = Math.max(statutory, promised, used)
  const rows = [
    { name: t.statutory, days: statutory, base: true },
    { name: t.promised, days: promised, status: 'doing' as const },
    { name: t.used, days: used, ...(used > promised ? { status: 'late' as const } : {}) },
  ]
  return (
    <ul className="days">
      {rows.map(({ name, days, ...look }) => (
        <li key={name}>
          <span>{name}</span>
          <Bar of={{ value: days / scale }} {...look} />
          <span className="num">{formats[lang].span(days, 'wd')}</span>
        </li>
      ))}
    </ul>
  )
}
