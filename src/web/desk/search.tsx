import { folded, wordsOf } from '../../engine/words.ts'
import { storeViewer } from '../../http/views.ts'
import { searchCases } from '../../store/list.ts'
import { Empty } from '../parts/form.tsx'
import { lineFor, storedCase } from './case-file.ts'
import type { Desk } from './doors.ts'
import { CaseRows } from './list.tsx'
import { listTexts } from './list-text.ts'
import { showDesk } from './shell.tsx'
import { goTo } from './visit.ts'

const mostFound = 50

/** 查找: a case by its number at once, everything else by the words in it, with the eyes of the post. */
export function addSearch(desk: Desk): void {
  desk.get('/desk/search', 'post', async (visit) => {
    const { engine, actor, lang, query } = visit
    const t = listTexts[lang]
    const q = (query.get('q') ?? '').trim().slice(0, 100)
    const direct = await storedCase(visit, q.toUpperCase())
    if (direct && lineFor(visit, direct)) return goTo(visit, `/desk/cases/${direct.no}`)
    const phrases = folded(q).split(' ').filter(Boolean)
    const words = [...new Set(phrases.flatMap((phrase) => [...wordsOf(phrase)]))]
    const found =
      words.length === 0
        ? []
        : await searchCases(engine.db, {
            region: actor.region,
            viewer: storeViewer(engine, actor),
            words,
            phrases,
            limit: mostFound,
          })
    const lines = found.flatMap((stored) => lineFor(visit, stored.case) ?? [])
    return showDesk(visit, {
      title: t.search,
      under: t.searched(q),
      searched: q,
      children:
        lines.length === 0 ? (
          <Empty title={q === '' ? t.short : t.searchNone}>{t.searchNoneSays}</Empty>
        ) : (
          <CaseRows visit={visit} lines={lines} pickable={new Set()} />
        ),
    })
  })
}
