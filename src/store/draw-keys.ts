import type { Queryable } from './read.ts'

/** The key with which a party of a draw signs. Its secret lies on the party's own device. */
export interface DrawKey {
  readonly post: string
  /** Who held the post when it was registered: the key is his, and ends with him. */
  readonly person: string
  /** Key line of type 0x01, its name is the post. */
  readonly vkey: string
}

/** The present keys of a region. */
export async function drawKeys(db: Queryable, region: string): Promise<readonly DrawKey[]> {
  const { rows } = await db.query<DrawKey>({
    name: 'draw-keys',
    text: 'select post, person, vkey from draw_key where region = $1 and ended_at is null order by post',
    values: [region],
  })
  return rows
}

/** Registers a key in place of the one before it. */
export async function addDrawKey(db: Queryable, region: string, key: DrawKey, now: Date): Promise<void> {
  const { post, person, vkey } = key
  await db.query('update draw_key set ended_at = $3 where region = $1 and post = $2 and ended_at is null', [
    region,
    post,
    now,
  ])
  await db.query('insert into draw_key (region, post, person, vkey, made_at) values ($1, $2, $3, $4, $5)', [
    region,
    post,
    person,
    vkey,
    now,
  ])
}
