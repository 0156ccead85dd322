import type { Command } from '../cli/command.ts'
import { mendable } from '../cli/house.ts'
import type { Config } from '../config.ts'
import { serve } from './serve.ts'
import { assertYear } from './year.ts'

const usage = `usage: ./luoshi demo --year [--exit]

Serves the demo as npm start does, and tells a year of it in the background: the portal is up with the first weeks, the weeks that
follow come in while it is open. Progress is printed week by week. Ctrl-C stops it; the same command goes on where it was.
--exit: ends when the year is told, instead of serving on.
`

const known = new Set(['--year', '--exit'])

/** `./luoshi demo --year`: the demo with a year of story. */
export const demoCommand =
  (config: Config): Command =>
  async (args, terminal) => {
    if (args.includes('--help')) {
      terminal.out(usage)
      return 0
    }
    if (!args.includes('--year') || args.some((one) => !known.has(one))) {
      terminal.err(usage)
      return 2
    }
    return mendable(terminal, async () =>
      serve(config, terminal, { year: assertYear(config), endsThen: args.includes('--exit') }),
    )
  }
