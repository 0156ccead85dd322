import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Played, playStory } from '../../src/cli/story/play.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { freshDatabase } from '../support/database.ts'
import { jiujiangDemo, openTheatre, type TestTheatre } from '../support/theatre.ts'

describe('the story', () => {
  let database: Database
  let theatre: TestTheatre
  let played: Played
  beforeAll(async () => {
    database = await freshDatabase()
    const demo = jiujiangDemo()
    theatre = await openTheatre(database, demo)
    const a = performance.now()
    played = await playStory(demo, theatre)
    process.stderr.write(`${performance.now() - a}\n`)
    const b = performance.now()
    await playStory(demo, theatre)
    process.stderr.write(`${performance.now() - b}\n`)
  })
  afterAll(async () => {
    await theatre?.close()
    await database?.close()
  })
  test('x', () => {
    expect(played.steps).toBe(10)
  })
})
