import { join } from 'node:path'
import { anlan } from '../../src/derive/testing/anlan.ts'
import { walk } from '../../src/derive/walk/walk.ts'
import { loadProgramme } from '../../src/engine/programme.ts'
import { dayNumber, dayOf } from '../../src/kernel/calendar.ts'
import { bound } from '../../src/kernel/testing/city.ts'
import { declarations } from '../../src/mechanisms/all.ts'

/** Prints what days, deadlines, walks and the compiled plan come out as: run under several time zones of the machine. */
const programme = loadProgramme(join(import.meta.dirname, '../../programmes/jiujiang-2018'))
const { calendar } = programme

/** Minutes before and after midnight in Shanghai, London and Los Angeles, on days when some of them change their clocks. */
const moments = ['2018-03-11', '2018-03-25', '2018-10-28', '2018-11-04', '2018-12-31', '2020-02-29'].flatMap((day) =>
  ['00:00', '00:01', '07:59', '08:00', '15:59', '16:00', '23:59'].map((time) => Date.parse(`${day}T${time}:00Z`)),
)
const firstDays = Array.from({ length: 60 }, (_, i) => dayNumber('2018-01-01') + i * 53)

/** Numbers that make a walk; the same on every machine. */
const numbers = (seed: number) => Array.from({ length: 60 }, (_, i) => (seed * 7919 + i * 104_729) ** 2 % 4_294_967_291)

process.stdout.write(
  JSON.stringify({
    offset: new Date(Date.parse('2018-11-14T00:00:00Z')).getTimezoneOffset(),
    days: moments.map((moment) => [dayOf(calendar.dayAt(moment)), calendar.minuteAt(moment)]),
    deadlines: firstDays.map((day) => [
      dayOf(calendar.plusWorkingDays(day, 20)),
      dayOf(calendar.rolled(day + 30)),
      calendar.startOf(day),
    ]),
    walks: declarations.flatMap((declaration) => {
      const procedure = bound(declaration)
      return Array.from({ length: 20 }, (_, seed) => walk(procedure, numbers(seed + 1), anlan))
    }),
    plan: programme.tree,
    versions: [...programme.procedures.values()].map(({ id, version }) => [id, version]),
  }),
)
