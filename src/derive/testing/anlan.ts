import { at } from '../../kernel/testing/calendar.ts'
import { around, calendar, org, region } from '../../kernel/testing/city.ts'
import type { World } from '../walk/world.ts'

/** Anlan as a place to walk in: cases go to a bureau, to one that is merged away at the end of 2018, or to a third. */
export const anlan: World = {
  calendar,
  org,
  region,
  start: at('2018-11-14 15:00'),
  seeds: (on) => {
    const { seeds } = around(at(`${on} 12:00`))
    if (!seeds) throw new TypeError('Anlan commits to seeds every day')
    return seeds
  },
  names: { unit: 'water', post: 'water-clerk', clause: 'S1', case: 'ZR-2018-0001' },
  units: ['water', 'roads', 'parks'],
}
