import { sha256Hex } from '../kernel/log/hash.ts'
import { accept, type Refusal, type Result, refuse } from '../kernel/result.ts'
import type { Bilingual } from '../kernel/text.ts'
import { addAdminEvent } from '../store/accounts.ts'
import { addEdition, hasCases, moveRegion, type StoredEdition, storedEditions } from '../store/editions.ts'
import { addBeside, type NoticeWrite } from '../store/notices.ts'
import type { Queryable } from '../store/read.ts'
import { inTransaction } from '../store/transaction.ts'
import type { Engine } from './engine.ts'
import { EngineFault } from './fault.ts'
import { type Programme, type ProgrammeFiles, programmeOf } from './programme.ts'
import { uuidv7 } from './random.ts'
import { mayReview, type PostActor } from './review.ts'
import { state, statementId } from './statement.ts'

/** Of what kind this instance is, as far as it bears on which plan it may run. */
export interface Instance {
  readonly isDemo: boolean
  /** LUOSHI_PROGRAMME names the plan: whoever runs the server chose it. */
  readonly isPlanChosen: boolean
}

/** Why a reviewed plan does not come into force here. */
export type Elsewhere = 'demo' | 'chosen' | 'published' | 'cases' | 'edition' | 'region'

/** What publishing a plan means here: the first plan of a fresh instance, the next edition of the one that runs, or nothing. */
export type Target =
  | { readonly kind: 'first' }
  | { readonly kind: 'edition' }
  | { readonly kind: 'elsewhere'; readonly why: Elsewhere }

type Named = Pick<Programme, 'id' | 'edition' | 'region'>

const elsewhere = (why: Elsewhere): Target => ({ kind: 'elsewhere', why })

/** What publishing this plan would mean here. */
export async function targetOf(
  db: Queryable,
  running: Named,
  plan: Named,
  { isDemo, isPlanChosen }: Instance,
): Promise<Target> {
  if (plan.id === running.id) {
    if (plan.edition !== running.edition + 1) return elsewhere('edition')
    return plan.region === running.region ? { kind: 'edition' } : elsewhere('region')
  }
  if (isDemo) return elsewhere('demo')
  if (isPlanChosen) return elsewhere('chosen')
  if ((await storedEditions(db)).some(({ published }) => published !== null)) return elsewhere('published')
  return (await hasCases(db)) ? elsewhere('cases') : { kind: 'first' }
}

/** The fingerprint of all files: SHA-256 over the lines that `sha256sum` prints of them in the order of their names. */
export function filesPrint(files: ProgrammeFiles): string {
  const lines = Object.entries(files)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => `${sha256Hex(Buffer.from(text, 'utf8'))}  ${name}\n`)
  return sha256Hex(Buffer.from(lines.join(''), 'utf8'))
}

const citedAs = ({ plan, edition }: Pick<StoredEdition, 'plan' | 'edition'>) => `${plan}@${edition}`

const otherPlan = (published: string, served: string): Bilingual => [
  `这个数据库里公布的方案是 ${published}，LUOSHI_PROGRAMME 指的是 ${served}。一个平台只运行一份方案：不设 LUOSHI_PROGRAMME，或者另用数据目录`,
  `This database has published the plan ${published}, and LUOSHI_PROGRAMME names ${served}. One instance runs one plan: leave LUOSHI_PROGRAMME unset, or use another data folder`,
]

/**
 * The plan that runs here: the latest edition that was published, else the one that is served from a folder. A folder with a
 * later edition of the same plan wins; one with another plan, chosen by whoever runs the server, is an EngineFault.
 */
export function inForce(served: Programme, isPlanChosen: boolean, editions: readonly StoredEdition[]): Programme {
  const latest = editions.findLast(({ published }) => published !== null)
  if (!latest) return served
  if (served.id === latest.plan && served.edition > latest.edition) return served
  if (isPlanChosen && served.id !== latest.plan) throw new EngineFault(otherPlan(latest.plan, served.id))
  return programmeOf(latest.files, citedAs(latest))
}

export interface Publication {
  readonly draft: string
  readonly files: ProgrammeFiles
  /** Where what stands in the edition in force stands in this one; empty for the first plan. */
  readonly mapping: StoredEdition['mapping']
  /** What owners of responsibilities are told. */
  readonly notices: readonly NoticeWrite[]
}

const notYours = refuse({
  code: 'not-your-part',
  says: [
    '公布方案由领导小组办公室人员和秘书长办理',
    'Plans are published by the leading-group office and the secretary-general',
  ],
})

const changed: Refusal = {
  code: 'stale',
  says: ['刚刚有别人公布过，请刷新再看', 'Somebody else has just published; look at the page anew'],
}

/** The programme of some files, or why no server could load them. */
function loadable(files: ProgrammeFiles): Result<Programme> {
  try {
    return accept(programmeOf(files, 'programme'))
  } catch (error) {
    if (error instanceof EngineFault) return refuse({ code: 'condition-not-met', says: error.says })
    throw error
  }
}

/** What is kept of the edition that ran before anything was published, so that its text stays readable. */
const keptEdition = ({ id, edition, region, files, fingerprint }: Programme): StoredEdition => ({
  plan: id,
  edition,
  region,
  regionBefore: null,
  files,
  textPrint: fingerprint,
  filesPrint: filesPrint(files),
  mapping: {},
  published: null,
})

/** An edition as it is put in force, with who did it. */
function publishedEdition(
  plan: Programme,
  running: Programme,
  { draft, files, mapping }: Publication,
  { person, post }: PostActor,
  at: Date,
): StoredEdition {
  return {
    plan: plan.id,
    edition: plan.edition,
    region: plan.region,
    regionBefore: plan.region === running.region ? null : running.region,
    files,
    textPrint: plan.fingerprint,
    filesPrint: filesPrint(files),
    mapping,
    published: {
      draft,
      person,
      post,
      at,
      statement: statementId('plan.published', citedAs({ plan: plan.id, edition: plan.edition })),
    },
  }
}

/** Writes an edition with its entry of the log and its row for the audit. False where somebody else was first. */
async function written(db: Queryable, running: Programme, edition: StoredEdition): Promise<boolean> {
  const { plan, published, regionBefore, textPrint, filesPrint: print } = edition
  if (published === null || !(await addEdition(db, edition))) return false
  await state(db, running, published.at.getTime(), {
    type: 'plan.published',
    once: citedAs(edition),
    actor: published.post,
    rule: 'house/plan-publication',
    body: { plan, edition: edition.edition, text: textPrint, files: print },
  })
  if (regionBefore !== null) await moveRegion(db, regionBefore, edition.region)
  const about = { plan: citedAs(edition), files: print, draft: published.draft }
  await addAdminEvent(db, running.region, uuidv7(Date.now()), published.person, 'publish-plan', about)
  return true
}

/**
 * Puts a reviewed plan in force: its files, the row for the audit and the entry of the log are written as one, between two
 * batches of moves. From here on every start runs it. The engine takes no more moves: whoever holds the server opens it anew.
 * Refused: who has no part in it, what no server can load, and a plan that does not belong here.
 */
export async function publish(
  engine: Pick<Engine, 'db' | 'programme' | 'clock' | 'hold'>,
  actor: PostActor,
  publication: Publication,
  instance: Instance,
): Promise<Result<Programme>> {
  if (!mayReview(actor)) return notYours
  const loaded = loadable(publication.files)
  if (!loaded.ok) return loaded
  const [plan, running] = [loaded.value, engine.programme]
  const release = await engine.hold()
  let isPublished = false
  try {
    isPublished = await inTransaction(engine.db, async (db) => {
      const { kind } = await targetOf(db, running, plan, instance)
      if (kind === 'elsewhere') return false
      if (kind === 'edition') await addEdition(db, keptEdition(running))
      const edition = publishedEdition(plan, running, publication, actor, new Date(engine.clock.now()))
      if (!(await written(db, running, edition))) return false
      await addBeside(db, publication.notices)
      return true
    })
  } finally {
    if (!isPublished) release()
  }
  return isPublished ? loaded : { ok: false, refusal: changed }
}
