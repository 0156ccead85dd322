import type { Queryable } from './read.ts'

export async function addEvidence(db: Queryable, sha256: string, type: string, size: number): Promise<void> {
  await db.query('insert into evidence (sha256, type, size) values ($1, $2, $3) on conflict do nothing', [
    Buffer.from(sha256, 'hex'),
    type,
    size,
  ])
}

export async function evidenceType(db: Queryable, sha256: string): Promise<string | null> {
  const { rows } = await db.query<{ type: string }>('select type from evidence where sha256 = $1', [
    Buffer.from(sha256, 'hex'),
  ])
  return rows[0]?.type ?? null
}

/** Numbers of the cases that a file serves. */
export async function casesWithEvidence(db: Queryable, region: string, sha256: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ no: string }>(
    `select distinct f.no from evidence_use u join case_file f on f.region = u.region and f.id = u.case_id
      where u.region = $1 and u.sha256 = $2 limit 20`,
    [region, Buffer.from(sha256, 'hex')],
  )
  return rows.map((row) => row.no)
}
