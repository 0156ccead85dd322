import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createElement } from 'react'
import { type Asked, WeeklyPage, WeeklySheetPage } from './log-weekly.tsx'
import { compared, sheetAt, typedRoot, weeks } from './log-weekly-data.ts'
import { type Portal, parameter, publicPage, queried, type Visit } from './visit.ts'

/** A size as people write it, with or without separators; null for anything else. */
function typedSize(text: string): number | null {
  const digits = text.replace(/[\s,，]/g, '')
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null
}

async function askedIn(visit: Visit, request: FastifyRequest): Promise<Asked | null> {
  const [size = '', root = ''] = [queried(request, 'size'), queried(request, 'root')]
  if (size === '' && root === '') return null
  const [number, digits] = [typedSize(size), typedRoot(root)]
  const outcome =
    number === null || digits === null ? null : { size: number, is: await compared(visit, number, digits) }
  return { size, root, isSize: number !== null, isRoot: digits !== null, outcome }
}

/** The weekly checkpoints: their list, and each on a sheet of its own. */
export function addWeeklyPages(app: FastifyInstance, portal: Portal): void {
  publicPage(app, portal, '/log/weekly', async (visit, request) => {
    const now = Date.now()
    const [{ sheets, isSettled }, asked] = await Promise.all([weeks(visit, now), askedIn(visit, request)])
    return createElement(WeeklyPage, { visit, sheets, isSettled, asked })
  })
  publicPage(app, portal, '/log/weekly/:size', async (visit, request) => {
    const size = parameter(request, 'size')
    const sheet = /^\d{1,12}$/.test(size) ? await sheetAt(visit, Number(size)) : null
    return sheet && createElement(WeeklySheetPage, { visit, sheet })
  })
}
