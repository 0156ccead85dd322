import type { Queryable } from './read.ts'

/** One edition of a plan as it was published here. */
export interface StoredEdition {
  readonly plan: string
  readonly edition: number
  readonly region: string
  /** The division under which this instance was kept until then, where it was another. */
  readonly regionBefore: string | null
  /** Files of the programme by name. */
  readonly files: Readonly<Record<string, string>>
  /** Lower-case hex SHA-256 of plan.txt. */
  readonly textPrint: string
  /** Lower-case hex SHA-256 of all files together. */
  readonly filesPrint: string
  /** Where what stood in the edition before stands in this one, by slug; null for nowhere. */
  readonly mapping: Readonly<Record<string, string | null>>
  /** Null for the edition of a folder that was served before anything was published. */
  readonly published: {
    readonly draft: string
    readonly person: string
    readonly post: string
    readonly at: Date
    /** The entry of the log, by its id. */
    readonly statement: string
  } | null
}

/** For a query whose $1 is a division: it and the one under which this instance was kept before its first plan. */
export const ownRegions =
  'select $1::text union all select region_before from programme_edition where region = $1 and region_before is not null'

interface EditionRow extends Omit<StoredEdition, 'published'> {
  readonly draft: string | null
  readonly person: string
  readonly post: string
  readonly at: Date
  readonly statement: string
}

/** Every edition that is kept here, in the order of plan and edition. */
export async function storedEditions(db: Queryable): Promise<readonly StoredEdition[]> {
  const { rows } = await db.query<EditionRow>(
    `select plan, edition, region, region_before as "regionBefore", files, text_sha256 as "textPrint",
            files_sha256 as "filesPrint", mapping, draft, person, post, at, statement
       from programme_edition
      order by plan, edition`,
  )
  return rows.map(({ draft, person, post, at, statement, ...edition }) => ({
    ...edition,
    published: draft === null ? null : { draft, person, post, at, statement },
  }))
}

/** Keeps an edition. False where it is kept already: editions are only added. */
export async function addEdition(db: Queryable, edition: StoredEdition): Promise<boolean> {
  const { published } = edition
  const { rowCount } = await db.query(
    `insert into programme_edition (plan, edition, region, region_before, files, text_sha256, files_sha256, mapping,
                                    draft, person, post, at, statement)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict do nothing`,
    [
      edition.plan,
      edition.edition,
      edition.region,
      edition.regionBefore,
      JSON.stringify(edition.files),
      edition.textPrint,
      edition.filesPrint,
      JSON.stringify(edition.mapping),
      published?.draft ?? null,
      published?.person ?? null,
      published?.post ?? null,
      published?.at ?? null,
      published?.statement ?? null,
    ],
  )
  return rowCount === 1
}

/** Whether any case was ever opened here. */
export async function hasCases(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ has: boolean }>('select exists (select from case_file) as has')
  return rows[0]?.has === true
}

/** Units, posts, holders, sessions, tokens and webhooks of an instance without cases go to the division of its first plan. */
export async function moveRegion(db: Queryable, from: string, to: string): Promise<void> {
  await db.query(
    `update org_unit set region = $2, body = jsonb_set(body, '{region}', to_jsonb($2::text)) where region = $1`,
    [from, to],
  )
  for (const table of ['org_post', 'org_holding', 'session', 'token', 'webhook'])
    await db.query(`update ${table} set region = $2 where region = $1`, [from, to])
}
