import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/store/cluster/database.ts'
import { freshDatabase } from '../support/database.ts'
import { openTestPortal, type TestPortal } from '../support/portal.ts'

describe('duty/own-measures 根据本实施方案制定具体措施, as everybody may read it', () => {
  let database: Database
  let portal: TestPortal

  beforeAll(async () => {
    database = await freshDatabase()
    portal = await openTestPortal(database)
  })
  afterAll(async () => {
    await portal?.close()
    await database?.close()
  })

  const page = async (path: string) => {
    const response = await fetch(`${portal.origin}${path}`)
    return response.text()
  }

  test('of two units that were asked, one has filed, and the other is named', async () => {
    const overview = await page('/measures')
    const missing = await page('/measures?show=missing')

    expect(overview).toContain('报备率 50.0%（1／2）')
    expect(missing).toContain('/units/parks')
    expect(overview).toContain('对着方案看')
    expect(missing).not.toContain('对着方案看')
  })

  test('the clause that somebody takes up names him, and one that nobody takes up says so', async () => {
    const overview = await page('/measures')
    const rows = overview.split('<tr').filter((row) => row.includes('/plan/jiujiang-2018/'))

    expect(rows.find((row) => row.includes('S4.3"'))).toContain(`/measures/${portal.numbers.measures}`)
    expect(rows.find((row) => row.includes('S3.1"'))).toContain('还没有单位写到')
  })

  test('copied words are marked and nothing else is, and the unit’s own number and limit stand beside the plan’s', async () => {
    const beside = await page(`/measures/${portal.numbers.measures}`)
    const marked = [...beside.matchAll(/<mark[^>]*>(.*?)<\/mark>/g)].map(([, words = '']) =>
      words.replaceAll(/<span.*?<\/span>/g, ''),
    )

    expect(new Set(marked)).toEqual(
      new Set(['扎实开展营商环境突出问题专项整治,全力打造政策最优、成本最低、服务最好、办事最快的“四最”发展环境']),
    )
    expect(beside).toContain('自己定的：<span lang="zh-CN">35公里、12月底前</span>')
    expect(beside).toContain('方案定的：没有写数，没有写时限')
  })

  test('what was not filed has a day instead of figures, and no other case has such a page', async () => {
    const due = await page(`/measures/${portal.numbers.measuresDue}`)
    const other = await fetch(`${portal.origin}/measures/${portal.numbers.sharing}`)

    expect(due).toContain('最迟2018年12月7日报备')
    expect(other.status).toBe(404)
  })

  test('the table as a file has the same figures, and the page of the unit leads to its measures', async () => {
    const csv = await page('/measures.csv')
    const unit = await page('/units/water')
    const plan = await page('/plan/jiujiang-2018')

    expect(csv).toMatch(new RegExp(`正在审,1,20,\\d\\d,1,否,${portal.numbers.measures}`))
    expect(unit).toContain(`/measures/${portal.numbers.measures}`)
    expect(plan).toContain('href="/measures"')
  })
})
