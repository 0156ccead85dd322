#!/usr/bin/env node
// Checks what Luoshi publishes, without Luoshi: a receipt, a log, a draw. Needs Node 20 or newer and nothing else.
// 核对“落实”公开的回执、日志和抽签。只需要 Node 20 以上，不需要任何别的软件，不联网。
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

const USAGE = `usage: node verify.mjs receipt FILE.tlog-proof --entry FILE --trust FILE
       node verify.mjs log DIR --trust FILE
       node verify.mjs draw DIR [--log DIR --trust FILE]
FILE of --trust: the log's key (a vkey line) or a trust policy; get it from someone other than the log's operator
                 日志公钥或信任名单；请从日志运营方以外的地方取得
exit code: 0 all right, 1 something is wrong, 2 misused
`

const sha256 = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest())

/** DER of an Ed25519 public key up to its 32 bytes (RFC 8410 §4). */
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex')

function signatureHolds(publicKey, message, signature) {
  const key = createPublicKey({ key: Buffer.concat([SPKI_ED25519, publicKey]), format: 'der', type: 'spki' })
  return signature.length === 64 && verify(null, message, key, signature)
}

// ── core: these lines are the same in verify.mjs and verify.html ──────────────────────────────────────────────
// Written from docs/FORMAT.md; the § numbers are its sections. The surroundings give `sha256(bytes)` and
// `signatureHolds(publicKey, message, signature)`, each answering at once or with a promise.

/** Ends a check with a sentence in two languages. */
function refuse(zh, en) {
  throw Object.assign(new Error(en), { zh })
}

const bytesOf = (text) => new TextEncoder().encode(text)
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i])
const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

function join(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function textOf(bytes, what) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return refuse(`${what}：不是 UTF-8 文本`, `${what}: not UTF-8`)
  }
}

/** Strict base64; null for anything that is not the one way to write its bytes. */
function fromBase64(text) {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return null
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  return base64(bytes) === text ? bytes : null
}

const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
const base64url = (bytes) => base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

function fromBase64url(text) {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
  } catch {
    return null
  }
}

const hexHash = async (data) => hexOf(await sha256(typeof data === 'string' ? bytesOf(data) : data))

// §1 entries

/** The one way to write a value; refuses what the profile forbids. */
function canonical(value, depth = 0) {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') {
    if (!value.isWellFormed()) refuse('文本含有不完整字符', 'a string with a lone surrogate')
    return JSON.stringify(value)
  }
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0))
      refuse(`数字 ${value} 不是允许的整数`, `the number ${value}`)
    return String(value)
  }
  if (depth === 64) refuse('嵌套超过 64 层', 'nested deeper than 64 levels')
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(',')}]`
  const bad = Object.keys(value).find((key) => !/^[A-Za-z0-9_.-]{1,64}$/.test(key))
  if (bad !== undefined) refuse(`字段名 ${JSON.stringify(bad)} 不允许`, `the key ${JSON.stringify(bad)}`)
  const keys = Object.keys(value).sort(byCode)
  return `{${keys.map((key) => `"${key}":${canonical(value[key], depth + 1)}`).join(',')}}`
}

function jsonOf(bytes, what) {
  try {
    return JSON.parse(textOf(bytes, what))
  } catch (error) {
    return error.zh ? refuse(error.zh, error.message) : refuse(`${what}：不是 JSON`, `${what}: not JSON`)
  }
}

function readCanonical(bytes, what) {
  const value = jsonOf(bytes, what)
  let written = ''
  try {
    written = canonical(value)
  } catch (error) {
    refuse(`${what}：${error.zh ?? error.message}`, `${what}: ${error.message}`)
  }
  if (written !== textOf(bytes, what)) refuse(`${what}：写法不规范`, `${what}: not written in the canonical way`)
  return value
}

function readEntry(bytes, what) {
  if (bytes.length > 16384) refuse(`${what}：超过 16384 字节`, `${what}: longer than 16,384 bytes`)
  const entry = readCanonical(bytes, what)
  if (!isObject(entry) || entry.v !== 'luoshi-leaf/1')
    refuse(`${what}：不是日志记录`, `${what}: not an entry of this format`)
  return entry
}

const leafHash = (entry) => sha256(join(Uint8Array.of(0), entry))
const nodeHash = (left, right) => sha256(join(Uint8Array.of(1), left, right))

/** Opens disclosures in an entry: name and value pairs. */
async function openDisclosures(entry, texts) {
  const digests = new Set(Array.isArray(entry._sd) ? entry._sd : [])
  const fields = new Map()
  for (const text of texts) {
    const digest = base64url(await sha256(bytesOf(text)))
    if (!digests.delete(digest)) refuse('有一段附带内容不属于这条记录', 'a disclosure does not belong to this entry')
    const opened = jsonOf(fromBase64url(text) ?? bytesOf('?'), '附带内容')
    const [salt, name] = Array.isArray(opened) && opened.length === 3 ? opened : []
    if (typeof salt !== 'string' || typeof name !== 'string') refuse('附带内容格式不对', 'a disclosure is malformed')
    if (['_sd', '_sd_alg', '...'].includes(name) || Object.hasOwn(entry, name) || fields.has(name))
      refuse(`附带内容的名称 ${name} 已被占用`, `a disclosure takes the name ${name}, which is taken`)
    fields.set(name, opened[2])
  }
  return fields
}

// §2 keys and notes

const NAME = /^[^\s\u0085+\u0000-\u001f]+$/u

async function readKey(line) {
  const match = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(line.trim())
  const raw = match && fromBase64(match[3])
  if (!raw || !NAME.test(match[1])) refuse(`公钥无法识别：${line.slice(0, 80)}`, `not a key: ${line.slice(0, 80)}`)
  const [, name, id] = match
  const length = { 1: 33, 4: 33, 6: 1313 }[raw[0]]
  if (raw.length !== length) refuse(`${name}：公钥种类或长度不对`, `${name}: unknown kind or length of key`)
  const found = (await hexHash(join(bytesOf(`${name}\n`), raw))).slice(0, 8)
  if (found !== id) refuse(`${name}：公钥编号不符`, `${name}: the key does not have the id ${id}`)
  return { name, id, type: raw[0], publicKey: raw.slice(1), line: line.trim() }
}

function readNote(bytes, what) {
  if (bytes.length > 1_000_000) refuse(`${what}：太长`, `${what}: too long`)
  const text = textOf(bytes, what)
  const end = text.lastIndexOf('\n\n')
  if (end < 0 || !text.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f]/.test(text))
    refuse(`${what}：不是签名文本`, `${what}: not a signed note`)
  const lines = text.slice(end + 2, -1).split('\n')
  const signatures = lines.map((line) => {
    const [dash, name = '', encoded = '', ...more] = line.split(' ')
    const raw = fromBase64(encoded)
    if (dash !== '—' || more.length > 0 || !NAME.test(name) || !raw || raw.length < 5)
      refuse(`${what}：签名行格式不对`, `${what}: a signature line is malformed`)
    return { name, id: hexOf(raw.slice(0, 4)), signature: raw.slice(4) }
  })
  if (signatures.length > 100) refuse(`${what}：签名太多`, `${what}: too many signatures`)
  return { text: text.slice(0, end + 1), signatures }
}

const linesOf = (note, key) => note.signatures.filter(({ name, id }) => name === key.name && id === key.id)

/** Whether a key has signed a note. A false signature of a known key refuses the note. */
async function isSigned(note, key) {
  const lines = linesOf(note, key)
  for (const { signature } of lines)
    if (!(await signatureHolds(key.publicKey, bytesOf(note.text), signature)))
      refuse(`${key.name} 的签名是假的`, `the signature of ${key.name} is false`)
  return lines.length > 0
}

// §3 checkpoints, witnesses, policy

const decimal = (text) => (/^(?:0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : -1)

async function openCheckpoint(bytes, trust, what) {
  const note = readNote(bytes, what)
  const [origin, size, root, last, ...more] = note.text.split('\n')
  const hash = fromBase64(root ?? '')
  if (!origin || decimal(size ?? '') < 0 || hash?.length !== 32 || last !== '' || more.length > 0)
    refuse(`${what}：不是日志的签名头`, `${what}: not a checkpoint`)
  const key = trust.logs.find(({ name, type }) => name === origin && type === 1)
  if (!key)
    refuse(`${what}：出自日志 ${origin}，不是您信任的日志`, `${what}: of the log ${origin}, which is not one you trust`)
  if (!(await isSigned(note, key))) refuse(`${what}：没有 ${origin} 的签名`, `${what}: not signed by ${origin}`)
  return { origin, size: decimal(size), root: hash, note }
}

/** Who cosigned a checkpoint, and when. Witnesses of type 6 are not judged here. */
async function cosignatures({ note }, trust) {
  const seen = []
  for (const key of trust.witnesses.filter(({ type }) => type === 4)) {
    for (const { signature } of linesOf(note, key)) {
      const time = signature.length === 72 ? new DataView(signature.slice(0, 8).buffer).getBigUint64(0) : -1n
      const message = bytesOf(`cosignature/v1\ntime ${time}\n${note.text}`)
      if (time < 0n || !(await signatureHolds(key.publicKey, message, signature.slice(8))))
        refuse(`见证人 ${key.name} 的签名是假的`, `the cosignature of ${key.name} is false`)
      seen.push({ key, time: Number(time) })
    }
  }
  return seen
}

/** Reads a policy, or plain key lines, which trust logs and ask no witness. */
async function readTrust(text) {
  const trust = { logs: [], witnesses: [], rule: null, agrees: () => true, members: new Map(), used: new Set() }
  for (const line of text.split('\n')) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '')
    if (words.length === 0 || words[0].startsWith('#')) continue
    const add = ADDING.get(words[0]) ?? addPlainKey
    if (/[\u0000-\u0008\u000b-\u001f]/.test(line) || !(await add(trust, words)))
      refuse(`信任名单有错：${line}`, `the policy is wrong at: ${line}`)
  }
  if (trust.logs.length === 0) refuse('没有给出您信任的日志公钥', 'no key of a log you trust was given')
  if (trust.rule === null && trust.witnesses.length > 0)
    refuse('信任名单没有 quorum 行', 'the policy has no quorum line')
  return trust
}

/** Gives a member its name; false for a name that is taken. */
function define({ members }, name, member) {
  if (name === 'none' || members.has(name)) return false
  members.set(name, member)
  return true
}

async function addKey(trust, [word, ...rest]) {
  const [name, line, ...address] = word === 'log' ? ['', ...rest] : rest
  const key = await readKey(line ?? '')
  const list = word === 'log' ? trust.logs : trust.witnesses
  if ((key.type === 1) !== (word === 'log') || address.length > 1) return false
  if (list.some(({ publicKey }) => same(publicKey, key.publicKey))) return false
  list.push(key)
  return word === 'log' || define(trust, name, { rule: name, agrees: (keys) => keys.includes(key) })
}

async function addPlainKey(trust, words) {
  return words.length === 1 && words[0].includes('+') && (await addKey(trust, ['log', words[0]]))
}

function addGroup(trust, [, name, threshold = '', ...names]) {
  const count = threshold === 'any' ? 1 : threshold === 'all' ? names.length : decimal(threshold)
  const isFree = (member) => trust.members.has(member) && !trust.used.has(member)
  if (count < 1 || count > names.length || new Set(names).size < names.length || !names.every(isFree)) return false
  for (const member of names) trust.used.add(member)
  const group = names.map((member) => trust.members.get(member))
  const rule = `${count} / (${group.map((member) => member.rule).join(', ')})`
  return define(trust, name, { rule, agrees: (keys) => group.filter((one) => one.agrees(keys)).length >= count })
}

function addQuorum(trust, [, name, ...more]) {
  const member = name === 'none' ? { rule: 'none', agrees: () => true } : trust.members.get(name)
  if (trust.rule !== null || !member || more.length > 0) return false
  Object.assign(trust, member)
  return true
}

const ADDING = new Map([
  ['log', addKey],
  ['witness', addKey],
  ['group', addGroup],
  ['quorum', addQuorum],
])

/** Findings about who vouches for a checkpoint. */
async function vouched(checkpoint, trust) {
  const seen = await cosignatures(checkpoint, trust)
  const witnesses = [...new Set(seen.map(({ key }) => key))]
  const counted = `${witnesses.length} / ${trust.witnesses.length}`
  if (!trust.agrees(witnesses))
    refuse(
      `见证人不够：${counted}，要求 ${trust.rule}`,
      `too few witnesses: ${counted}, the policy wants ${trust.rule}`,
    )
  const found = [
    good(
      `日志 ${checkpoint.origin} 签了名：共 ${checkpoint.size} 条`,
      `signed by the log ${checkpoint.origin}: ${checkpoint.size} entries`,
    ),
  ]
  for (const { key, time } of seen) {
    const at = new Date(time * 1000).toISOString()
    found.push(good(`见证人 ${key.name} 于 ${at} 看到同一个日志`, `the witness ${key.name} saw the same log at ${at}`))
  }
  if (witnesses.length === 0)
    found.push(
      open(
        '没有核对见证人：日志可能给别人看另一个版本',
        'no witness was checked: the log might show others another version',
      ),
    )
  return found
}

const good = (zh, en) => ({ ok: true, zh, en })
const open = (zh, en) => ({ ok: null, zh, en })

// §5 receipts

/** The root that a leaf and its inclusion proof lead to, down the definition of the tree. */
async function rootFrom(index, size, leaf, proof) {
  if (size === 1) return proof.length === 0 ? leaf : refuse('证明太长', 'the proof is too long')
  if (proof.length === 0) refuse('证明太短', 'the proof is too short')
  let split = 1
  while (split * 2 < size) split *= 2
  const beside = proof[proof.length - 1]
  const rest = proof.slice(0, -1)
  return index < split
    ? nodeHash(await rootFrom(index, split, leaf, rest), beside)
    : nodeHash(beside, await rootFrom(index - split, size - split, leaf, rest))
}

function readReceipt(bytes) {
  const text = textOf(bytes, '回执')
  const wrong = () => refuse('回执格式不对', 'the receipt is malformed')
  const end = text.indexOf('\n\n')
  const [header, ...lines] = text.slice(0, Math.max(end, 0)).split('\n')
  if (header !== 'c2sp.org/tlog-proof@v1') wrong()
  const extra = lines[0]?.startsWith('extra ') ? (fromBase64(lines.shift().slice(6)) ?? wrong()) : null
  const index = decimal(/^index (\d+)$/.exec(lines.shift() ?? '')?.[1] ?? '')
  const proof = lines.map(fromBase64)
  if (index < 0 || proof.some((hash) => hash?.length !== 32)) wrong()
  return {
    index,
    proof,
    checkpoint: bytesOf(text.slice(end + 2)),
    disclosures: extra ? textOf(extra, '回执').split('~') : [],
  }
}

/** Checks a receipt against its entry. */
async function checkReceipt(receiptBytes, entryBytes, trust) {
  const entry = readEntry(entryBytes, '记录')
  const { index, proof, checkpoint: note, disclosures } = readReceipt(receiptBytes)
  const checkpoint = await openCheckpoint(note, trust, '回执')
  const found = await vouched(checkpoint, trust)
  if (index >= checkpoint.size) refuse(`日志没有第 ${index} 条`, `the log has no entry ${index}`)
  const root = await rootFrom(index, checkpoint.size, await leafHash(entryBytes), proof)
  if (!same(root, checkpoint.root)) refuse('这条记录算不出签了名的树根', 'the entry does not lead to the signed root')
  found.push(
    good(
      `这条记录在日志里，序号 ${index}（从 0 数起），一个字没有改过`,
      `the log holds this entry, number ${index} counted from 0, unchanged`,
    ),
  )
  const { type, at, actor, rule } = entry
  found.push(good(`它说：${type}，${at}，${actor}，依据 ${rule}`, `it says: ${type}, ${at}, ${actor}, under ${rule}`))
  for (const [name, value] of await openDisclosures(entry, disclosures))
    found.push(
      good(
        `您保存的“${name}”与当时一致：${JSON.stringify(value)}`,
        `the ${name} you kept is the one committed to: ${JSON.stringify(value)}`,
      ),
    )
  found.push(
    open(
      '没有证明：内容属实；没有别的事情漏记；时间准确（以见证人的时间为界）',
      'not proved: that it is true; that nothing else was left out; its exact time (witness times bound it)',
    ),
  )
  return found
}

// §6 draws: what fixes the seed

const ID = /^[A-Za-z0-9._-]{1,64}$/
const isCount = (value) => Number.isSafeInteger(value) && value >= 0
const ascending = (keys) => keys.every((key, i) => i === 0 || keys[i - 1] < key)

async function readFrame(bytes) {
  const frame = readCanonical(bytes, 'frame.json')
  const must = (right, where) => right || refuse(`frame.json：${where} 不对`, `frame.json: ${where} is wrong`)
  must(isObject(frame) && frame.v === 'luoshi-draw-frame/1', 'v')
  must(/^[A-Za-z0-9._/-]{1,128}$/.test(frame.draw) && typeof frame.draw === 'string', 'draw')
  must(frame.mode === 'public' || frame.mode === 'sealed', 'mode')
  must(isCount(frame.dice), 'dice')
  const { beacon, cover } = frame
  must(
    beacon === null ||
      (isObject(beacon) && /^[a-z0-9-]{1,32}$/.test(beacon.kind) && /^[\x21-\x7e]{1,256}$/.test(beacon.ref)),
    'beacon',
  )
  must(cover === null || (isObject(cover) && isCount(cover.take)), 'cover')
  for (const list of ['parties', 'strata', 'units', 'inspectors']) {
    must(
      Array.isArray(frame[list]) &&
        frame[list].every((item) => isObject(item) && typeof item.id === 'string' && ID.test(item.id)),
      list,
    )
    must(new Set(frame[list].map(({ id }) => id)).size === frame[list].length, list)
  }
  must(frame.parties.length > 0, 'parties')
  for (const { key } of frame.parties)
    must(key === null || (typeof key === 'string' && (await readKey(key)).type === 1), 'parties')
  must(
    frame.strata.every(({ take }) => isCount(take)),
    'strata',
  )
  const strata = new Set(frame.strata.map(({ id }) => id))
  must(
    frame.units.every(
      ({ stratum, balls, due }) =>
        strata.has(stratum) && isCount(balls) && balls >= 1 && balls <= 64 && (due === 0 || due === 1),
    ),
    'units',
  )
  const isRole = (role) => typeof role === 'string' && ID.test(role)
  must(
    frame.inspectors.every(
      ({ org, roles, max, prior }) =>
        typeof org === 'string' && Array.isArray(roles) && roles.every(isRole) && isCount(max) && isCount(prior),
    ),
    'inspectors',
  )
  must(ascending(frame.units.map(({ id }) => id)) && ascending(frame.inspectors.map(({ id }) => id)), 'order')
  must(
    Array.isArray(frame.team) &&
      frame.team.every((part) => isObject(part) && isRole(part.role) && isCount(part.n) && part.n >= 1 && part.n <= 99),
    'team',
  )
  must(
    Array.isArray(frame.avoid) &&
      frame.avoid.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isRole)),
    'avoid',
  )
  must(ascending(frame.avoid.map((pair) => pair.join(' '))), 'avoid')
  return frame
}

function readReveal(bytes, frame) {
  const reveal = jsonOf(bytes, 'reveal.json')
  const contributions = isObject(reveal) && isObject(reveal.contributions) ? reveal.contributions : {}
  const { dice = null, beacon = null } = reveal ?? {}
  const missing = frame.parties.filter(({ id }) => !Object.hasOwn(contributions, id)).map(({ id }) => id)
  if (missing.length > 0)
    refuse(`${missing.join('、')} 没有亮数，抽签作废`, `${missing.join(', ')} did not reveal: the draw is void`)
  const isRight = ([id, value]) =>
    frame.parties.some((party) => party.id === id) && /^[0-9a-f]{64}$/.test(value) && typeof value === 'string'
  if (!Object.entries(contributions).every(isRight)) refuse('亮出的数不合格式', 'a contribution is malformed')
  const diceRight =
    frame.dice === 0 ? dice === null : typeof dice === 'string' && /^[0-9]+$/.test(dice) && dice.length >= frame.dice
  if (!diceRight) refuse('骰子的数字与名单要求不符', 'the dice are not what the frame wants')
  const beaconRight =
    frame.beacon === null ? beacon === null : typeof beacon === 'string' && /^[\x21-\x7e]{1,1024}$/.test(beacon)
  if (!beaconRight) refuse('公共随机数与名单要求不符', 'the beacon value is not what the frame wants')
  return { contributions, dice, beacon }
}

async function checkCommitment(bytes, party, draw, frameHash, contribution) {
  if (!bytes) refuse(`缺少 ${party.id} 的暗数`, `the commitment of ${party.id} is missing`)
  const commit = await hexHash(`luoshi-draw-contribution/1\n${draw}\n${frameHash}\n${party.id}\n${contribution}\n`)
  const text = `luoshi-draw-commit/1\ndraw ${draw}\nframe ${frameHash}\nparty ${party.id}\ncommit ${commit}\n`
  const note = party.key === null ? { text: textOf(bytes, party.id) } : readNote(bytes, party.id)
  if (party.key !== null && !(await isSigned(note, await readKey(party.key))))
    refuse(`${party.id} 的暗数没有本人签名`, `the commitment of ${party.id} is not signed by its key`)
  if (note.text !== text)
    refuse(
      `${party.id} 亮出的数与先前交的暗数不符`,
      `${party.id} revealed something else than it had committed to for this frame`,
    )
}

// §7 tickets, §8 units

async function ticketsFor(seed, purpose) {
  const key = await hexHash(`${seed}/${purpose}`)
  return async (id) => {
    const digits = BigInt(`0x${await hexHash(key + id)}`)
      .toString()
      .padStart(64, '0')
    return `0.${[...digits].reverse().join('')}`
  }
}

async function inOrder(ids, ticketFor) {
  const numbered = await Promise.all(ids.map(async (id) => [await ticketFor(id), id]))
  return numbered.sort((a, b) => byCode(a[0], b[0]) || byCode(a[1], b[1])).map(([, id]) => id)
}

async function unitsDrawn(frame, seed) {
  const due = frame.units.filter(({ due: d }) => d === 1).map(({ id }) => id)
  const order = frame.cover ? await inOrder(due, await ticketsFor(seed, 'cover')) : []
  const cover = order.slice(0, frame.cover?.take ?? 0)
  const taken = new Set(cover)
  const ticketFor = await ticketsFor(seed, 'spot')
  const orders = []
  for (const { id, take } of frame.strata) {
    const units = frame.units.filter((unit) => unit.stratum === id && !taken.has(unit.id))
    const balls = units.flatMap((unit) => Array.from({ length: unit.balls }, (_, i) => `${unit.id}#${i + 1}`))
    const drawn = [...new Set((await inOrder(balls, ticketFor)).map((ball) => ball.split('#')[0]))]
    orders.push({ id, sample: drawn.slice(0, take), rest: drawn.slice(take) })
  }
  const spot = Object.fromEntries(orders.map(({ id, sample }) => [id, sample]))
  const reserve = Object.fromEntries(orders.map(({ id, rest }) => [id, rest]))
  return { cover, coverReserve: order.slice(cover.length), spot, reserve }
}

// §9 teams, checked rather than found

/**
 * Who holds which slot. `place` fills one slot, moving others that are not frozen; false means that no assignment of the
 * frozen slots and all that were filled before has room for it.
 */
function seats(slots, candidates, capOf) {
  const holder = slots.map(() => null)
  const frozen = new Set()
  const held = new Map()
  const pair = (slot, who) => `${who} ${slots[slot].unit}`
  const inUnit = new Map()
  const heldBy = (who) => held.get(who) ?? new Set()
  const leave = (slot) => {
    const who = holder[slot]
    if (who === null) return
    heldBy(who).delete(slot)
    inUnit.delete(pair(slot, who))
    holder[slot] = null
  }
  const take = (slot, who) => {
    leave(slot)
    held.set(who, heldBy(who).add(slot))
    inUnit.set(pair(slot, who), slot)
    holder[slot] = who
  }
  const search = (slot, visited) => {
    for (const who of candidates[slot]) {
      const here = pair(slot, who)
      if (visited.has(here)) continue
      visited.add(here)
      const inside = inUnit.get(here)
      const isFull = heldBy(who).size >= capOf(who)
      if (inside === undefined && isFull && visited.has(who)) continue
      if (inside === undefined && isFull) visited.add(who)
      const blocking = inside !== undefined ? [inside] : isFull ? [...heldBy(who)] : null
      const moved = (other) => {
        if (frozen.has(other) || visited.has(other)) return false
        visited.add(other)
        return search(other, visited)
      }
      if (blocking === null || blocking.some(moved)) {
        take(slot, who)
        return true
      }
    }
    return false
  }
  return {
    take,
    leave,
    frozen,
    holder,
    inUnit: (slot, who) => inUnit.get(pair(slot, who)),
    heldBy,
    place: (slot) => search(slot, new Set([slot])),
  }
}

/** The people at the slots of a draw: who may sit where, in ticket order, and how often. */
async function table(frame, seed, units) {
  const roles = frame.team.flatMap(({ role, n }) => Array.from({ length: n }, () => role))
  const slots = units.flatMap((unit) => roles.map((role) => ({ unit, role })))
  const avoided = new Set(frame.avoid.map(([who, unit]) => `${who} ${unit}`))
  const ticketFor = await ticketsFor(seed, 'team')
  const orders = new Map()
  for (const { unit, role } of slots) {
    const key = `${unit}|${role}`
    if (orders.has(key)) continue
    const able = frame.inspectors.filter(({ id, roles: own }) => own.includes(role) && !avoided.has(`${id} ${unit}`))
    orders.set(
      key,
      await inOrder(
        able.map(({ id }) => id),
        (id) => ticketFor(`${key}|${id}`),
      ),
    )
  }
  const people = new Map(frame.inspectors.map((one) => [one.id, one]))
  const capAt = (load) => (who) => Math.max(0, Math.min(load - people.get(who).prior, people.get(who).max))
  return {
    slots,
    candidates: slots.map(({ unit, role }) => orders.get(`${unit}|${role}`)),
    capAt,
    most: Math.max(0, ...frame.inspectors.map(({ prior, max }) => prior + Math.min(max, slots.length))),
  }
}

/** Whether all slots can be filled at this load when some are given away already. */
function isPossible({ slots, candidates, capAt }, load, kept = new Map()) {
  const cap = capAt(load)
  const all = seats(slots, candidates, cap)
  for (const [slot, who] of kept) {
    if (all.inUnit(slot, who) !== undefined || all.heldBy(who).size >= cap(who)) return false
    all.take(slot, who)
    all.frozen.add(slot)
  }
  return slots.every((_, slot) => kept.has(slot) || all.place(slot))
}

/** Refuses teams that are not the first possible ones with the smallest load. */
function checkTeams(places, teams, load, kept = new Map()) {
  const { slots, candidates, capAt } = places
  const wrong = (zh, en) => refuse(`派组：${zh}`, `teams: ${en}`)
  const listed = teams.flatMap(([unit, members]) => members.map(([role, who]) => ({ unit, role, who })))
  if (
    listed.length !== slots.length ||
    !slots.every((slot, i) => slot.unit === listed[i].unit && slot.role === listed[i].role)
  )
    wrong('岗位与名单不符', 'the slots are not those of the frame')
  const all = seats(slots, candidates, capAt(load))
  for (const [slot, { unit, role, who }] of listed.entries()) {
    if (!candidates[slot].includes(who) && kept.get(slot) !== who)
      wrong(`${who} 不能去 ${unit} 任 ${role}`, `${who} may not go to ${unit} as ${role}`)
    if (all.inUnit(slot, who) !== undefined) wrong(`${who} 在 ${unit} 任两岗`, `${who} has two slots at ${unit}`)
    all.take(slot, who)
    if (all.heldBy(who).size > capAt(load)(who)) wrong(`${who} 超过负荷`, `${who} has too many slots`)
  }
  if (isPossible(places, load - 1, kept)) wrong(`负荷 ${load} 不是最小`, `the load ${load} is not the smallest`)
  for (const slot of kept.keys()) all.frozen.add(slot)
  for (const [slot, { who }] of listed.entries()) {
    if (kept.has(slot)) continue
    const earlier = candidates[slot].slice(0, candidates[slot].indexOf(who))
    const found = earlier.find((other) => couldTake(all, slot, other, capAt(load)))
    if (found !== undefined)
      wrong(
        `${slots[slot].unit} 的 ${slots[slot].role} 应是 ${found}，不是 ${who}`,
        `${found}, not ${who}, should be ${slots[slot].role} at ${slots[slot].unit}`,
      )
    all.frozen.add(slot)
  }
}

/** Whether another could take a slot while the frozen ones stay; puts everything back as it was. */
function couldTake(all, slot, other, cap) {
  const before = [...all.holder]
  const inside = all.inUnit(slot, other)
  const full = all.heldBy(other).size >= cap(other)
  const moved = inside !== undefined ? inside : full ? [...all.heldBy(other)].find((one) => !all.frozen.has(one)) : null
  if (moved === undefined || (moved !== null && all.frozen.has(moved))) return false
  if (moved !== null) all.leave(moved)
  all.take(slot, other)
  all.frozen.add(slot)
  const could = moved === null || all.place(moved)
  all.frozen.delete(slot)
  for (const [one, who] of before.entries()) if (all.holder[one] !== who) all.leave(one)
  for (const [one, who] of before.entries()) if (all.holder[one] !== who && who !== null) all.take(one, who)
  return could
}

const wrongReplacement = (what) => refuse(`replacements.json：${what} 不对`, `replacements.json: ${what} is wrong`)

async function checkReplacements(bytes, frame, result) {
  const published = jsonOf(bytes, 'replacements.json')
  if (!isObject(published)) wrongReplacement('JSON')
  const { unit, inspector, ...more } = published
  if (Object.keys(more).length > 0) wrongReplacement(Object.keys(more)[0])
  if (unit !== undefined) checkUnitReplaced(unit, result)
  if (inspector !== undefined) await checkInspectorReplaced(inspector, frame, result)
}

function checkUnitReplaced({ stratum, unavailable, replacement }, { cover, coverReserve, spot, reserve }) {
  const [sample, rest] = stratum === null ? [cover, coverReserve] : [spot[stratum], reserve[stratum]]
  const drawn = new Set([...cover, ...Object.values(spot).flat()])
  const next = rest?.find((id) => !drawn.has(id)) ?? null
  if (!sample?.includes(unavailable) || replacement !== next) wrongReplacement('unit')
}

async function checkInspectorReplaced(
  { unavailable, released, feasible, teams, load },
  frame,
  { seed, teams: before },
) {
  if (!before || !frame.inspectors.some(({ id }) => id === unavailable)) wrongReplacement('inspector')
  const rest = { ...frame, inspectors: frame.inspectors.filter(({ id }) => id !== unavailable) }
  const places = await table(
    rest,
    seed,
    before.map(([unit]) => unit),
  )
  const holders = (of) => of.flatMap(([, members]) => members.map(([, who]) => who))
  const kept = new Map([...holders(before).entries()].filter(([, who]) => who !== unavailable))
  for (const slot of released) {
    if (slot !== Math.max(...kept.keys()) || isPossible(places, places.most, kept)) wrongReplacement('released')
    kept.delete(slot)
  }
  if (feasible !== (teams !== null)) wrongReplacement('feasible')
  if (teams === null) {
    if (load !== null || kept.size > 0 || isPossible(places, places.most)) wrongReplacement('teams')
    return
  }
  checkTeams(places, teams, load, kept)
  if ([...kept].some(([slot, who]) => holders(teams)[slot] !== who)) wrongReplacement('teams')
}

/**
 * Where the frame comes from (§6): all units of the register it cites, but for those excluded with a reason, and no others.
 * Answers how many were excluded.
 */
async function checkRegister(bytes, frame) {
  const wrong = (zh, en) => refuse(`register.json：${zh}`, `register.json: ${en}`)
  if (!isObject(frame.register) || !isCount(frame.register.size) || frame.register.hash !== (await hexHash(bytes)))
    wrong('不是名单引用的那一份', 'not the register that the frame cites')
  const register = readCanonical(bytes, 'register.json')
  if (!isObject(register) || register.v !== 'luoshi-register/1' || !Array.isArray(register.units))
    wrong('不是单位登记册', 'not a register of units')
  const left = new Map(register.units.map((unit) => [isObject(unit) ? unit.id : undefined, unit]))
  if (left.size < register.units.length || left.has(undefined))
    wrong('单位编号不对', 'ids of units are missing or repeated')
  for (const { id, stratum, balls, due } of frame.units) {
    const unit = left.get(id)
    if (unit === undefined) wrong(`名单里的 ${id} 没有登记`, `${id} is in the frame only`)
    if (unit.stratum !== stratum || unit.balls !== balls || unit.due !== due)
      wrong(`${id} 的层、球数或应查与名单不同`, `${id} has another stratum, other balls or another due in the frame`)
    left.delete(id)
  }
  const excluded = frame.excluded ?? []
  const isReasoned = (pair) =>
    Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string' && part.trim() !== '')
  if (!Array.isArray(excluded) || !excluded.every(isReasoned))
    wrong('排除单位要写明理由', 'a unit is excluded without a reason')
  for (const [id] of excluded)
    if (!left.delete(id))
      wrong(`被排除的 ${id} 不在登记册或仍在名单里`, `${id} is excluded, but not registered or still framed`)
  if (left.size > 0) {
    const [id] = left.keys()
    wrong(`${id} 不在名单里，也没有排除的理由`, `${id} is neither in the frame nor excluded with a reason`)
  }
  return excluded.length
}

/** The cover sample is as large as the rounds that are left demand (§6). */
function checkCycle({ cycle, cover, units }) {
  if (cycle === undefined) return null
  const due = units.filter((unit) => unit.due === 1).length
  if (!isObject(cycle) || !isCount(cycle.roundsLeft) || cycle.roundsLeft === 0)
    refuse('frame.json：cycle 不对', 'frame.json: cycle is wrong')
  const take = Math.ceil(due / cycle.roundsLeft)
  if ((cover?.take ?? 0) !== take)
    refuse(
      `应查 ${due} 个、还剩 ${cycle.roundsLeft} 轮，本轮应全覆盖 ${take} 个`,
      `${due} units are due and ${cycle.roundsLeft} rounds are left: ${take} must be covered`,
    )
  return good(
    `应查 ${due} 个、还剩 ${cycle.roundsLeft} 轮：全覆盖的个数对`,
    `${due} units due, ${cycle.roundsLeft} rounds left: as many are covered as must be`,
  )
}

/** Checks a whole draw. `files` maps names to bytes. */
async function checkDraw(files) {
  const file = (name) => files.get(name) ?? refuse(`缺少 ${name}`, `${name} is missing`)
  const frame = await readFrame(file('frame.json'))
  const frameHash = await hexHash(file('frame.json'))
  const reveal = readReveal(file('reveal.json'), frame)
  for (const party of frame.parties)
    await checkCommitment(
      files.get(`commit.${party.id}.note`),
      party,
      frame.draw,
      frameHash,
      reveal.contributions[party.id],
    )
  const found = [
    good(
      `${frame.parties.length} 方亮出的数，都与先前交的暗数一致`,
      `all ${frame.parties.length} parties revealed what they had committed to`,
    ),
  ]
  const unsigned = frame.parties.filter(({ key }) => key === null).map(({ id }) => id)
  if (unsigned.length > 0)
    found.push(
      open(
        `${unsigned.join('、')} 没有自己的签名`,
        `${unsigned.join(', ')} did not sign: anybody could have committed for them`,
      ),
    )
  if (files.has('register.json')) {
    const excluded = await checkRegister(files.get('register.json'), frame)
    found.push(
      good(
        `名单就是登记册，层、球数、应查都一致；写明理由排除的有 ${excluded} 个`,
        `the frame holds the register, with its strata, balls and dues; excluded with a reason: ${excluded}`,
      ),
    )
  } else
    found.push(
      open(
        '没有 register.json：名单有没有漏掉单位，没有核对',
        'not checked, for want of register.json: whether the frame leaves a unit out',
      ),
    )
  const covered = checkCycle(frame)
  if (covered) found.push(covered)
  const lines = [`luoshi-draw-seed/1`, `draw ${frame.draw}`, `frame ${frameHash}`]
  if (frame.dice > 0) lines.push(`dice ${reveal.dice}`)
  for (const id of frame.parties.map((party) => party.id).sort(byCode))
    lines.push(`party ${id} ${reveal.contributions[id]}`)
  if (frame.beacon) lines.push(`beacon ${frame.beacon.kind} ${frame.beacon.ref} ${reveal.beacon}`)
  const seedText = `${lines.join('\n')}\n`
  if (textOf(file('seed.txt'), 'seed.txt') !== seedText)
    refuse('seed.txt 不是由名单和各方的数得出的', 'seed.txt does not follow from the frame and the reveals')
  const seed = await hexHash(seedText)
  found.push(
    good(
      `签种 ${seed.slice(0, 16)}… 由名单和各方的数得出`,
      `the seed ${seed.slice(0, 16)}… follows from the frame and the reveals`,
    ),
  )
  const result = readCanonical(file('result.json'), 'result.json')
  const units = await unitsDrawn(frame, seed)
  const expected = {
    v: 'luoshi-draw-result/1',
    draw: frame.draw,
    frame: frameHash,
    seed,
    ...units,
    teams: result.teams,
    load: result.load,
  }
  const wrong = Object.keys({ ...expected, ...result }).find(
    (key) =>
      expected[key] === undefined || result[key] === undefined || canonical(expected[key]) !== canonical(result[key]),
  )
  if (wrong !== undefined)
    refuse(`result.json：${wrong} 与重算结果不同`, `result.json: ${wrong} differs from what was recomputed`)
  const spots = Object.values(units.spot).flat()
  found.push(
    good(
      `抽中的单位重算一致：全覆盖 ${units.cover.length} 个，随机 ${spots.length} 个`,
      `the units drawn are right: ${units.cover.length} by turn, ${spots.length} at random`,
    ),
  )
  const places = await table(frame, seed, [...units.cover, ...frame.strata.flatMap(({ id }) => units.spot[id])])
  if (result.teams === null) {
    if (result.load !== null || isPossible(places, places.most))
      refuse('派组其实可行', 'teams would have been possible')
    found.push(good('派组确实不可行', 'no full assignment of teams exists'))
  } else {
    if (!Array.isArray(result.teams) || !isCount(result.load))
      refuse('result.json：teams 不对', 'result.json: teams is wrong')
    checkTeams(places, result.teams, result.load)
    found.push(
      good(
        `${result.teams.length} 个组是规则下唯一的结果，负荷最小`,
        `the ${result.teams.length} teams are the only ones the rule allows, with the smallest load`,
      ),
    )
  }
  if (files.has('replacements.json')) {
    await checkReplacements(files.get('replacements.json'), frame, result)
    found.push(good('替换符合规则', 'the replacements follow the rule'))
  }
  if (frame.beacon)
    found.push(
      open(
        `没有核对公共随机数 ${frame.beacon.kind} ${frame.beacon.ref} 本身`,
        `not checked: the beacon ${frame.beacon.kind} ${frame.beacon.ref} itself`,
      ),
    )
  found.push(
    open(
      '没有证明：登记册属实、权重公道；暗数先于亮数（先后看日志）；真的去查了',
      'not proved: that the register is true and its weights fair; that commitments came before reveals (the log shows when); that the visits took place',
    ),
  )
  return found
}
// §4 and §5: a whole log

function tilePath(level, n, width) {
  const digits = String(n)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)
  return `tile/${level}/${groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')}${width < 256 ? `.p/${width}` : ''}`
}

/** The bytes of a tile or bundle; of a partial one that has gone, the later full one, of which only the beginning counts. */
async function part(log, level, n, width) {
  for (const path of [tilePath(level, n, width), tilePath(level, n, 256)]) {
    const bytes = await log.read(path)
    if (bytes) return { path, bytes, isLonger: path !== tilePath(level, n, width) }
  }
  const path = tilePath(level, n, width)
  return refuse(`缺少 ${path}`, `${path} is missing`)
}

function entriesOf({ path, bytes, isLonger }, width) {
  const entries = []
  let at = 0
  while (at + 2 <= bytes.length && entries.length < width) {
    const end = at + 2 + bytes[at] * 256 + bytes[at + 1]
    if (end > bytes.length) break
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  if (entries.length !== width || (at !== bytes.length && !isLonger))
    refuse(`${path}：条数不对`, `${path}: not ${width} entries`)
  return entries
}

/** A tree that grows: `rows[l]` holds the hashes of the tile at level l that is not yet full. */
function growing(onFull) {
  const rows = []
  async function add(hash, level = 0) {
    rows[level] ??= { hashes: [], index: 0 }
    const row = rows[level]
    row.hashes.push(hash)
    if (row.hashes.length < 256) return
    const full = row.hashes
    row.hashes = []
    await onFull(level, row.index++, full)
    await add(await rootOver(full), level + 1)
  }
  /** The root of everything added: what stands in the highest row lies furthest to the left. */
  async function root() {
    let right = null
    for (const { hashes } of rows)
      for (const left of (await subtrees(hashes)).reverse()) right = right ? await nodeHash(left, right) : left
    return right ?? (await sha256(new Uint8Array()))
  }
  return { add, root, rows }
}

/** Hashes from left to right, cut into the largest powers of two, and the root over each. */
async function subtrees(hashes) {
  if (hashes.length === 0) return []
  let width = 1
  while (width * 2 <= hashes.length) width *= 2
  return [await rootOver(hashes.slice(0, width)), ...(await subtrees(hashes.slice(width)))]
}

/** The root over 1, 2, 4 … 256 hashes. */
async function rootOver(hashes) {
  let row = hashes
  while (row.length > 1) {
    const above = []
    for (let i = 0; i < row.length; i += 2) above.push(nodeHash(row[i], row[i + 1]))
    row = await Promise.all(above)
  }
  return row[0]
}

/** The leaf hash of an entry that follows the one before it in its case. */
async function linkedLeaf(entry, bytes, index, chains) {
  const leaf = await leafHash(bytes)
  if (typeof entry.case !== 'string') return leaf
  const before = chains.get(entry.case)
  if (entry.seq !== (before ? before.seq + 1 : 0) || entry.prev !== (before ? before.leaf : null))
    refuse(`第 ${index} 条：${entry.case} 缺了一步`, `entry ${index}: a step of ${entry.case} is missing`)
  chains.set(entry.case, { seq: entry.seq, leaf: hexOf(leaf) })
  return leaf
}

// §6: the order of the steps of draws

/** What a step needs to have happened before; answers what is wrong. */
const STEPS = {
  commit: (draw, party) =>
    draw.isClosed
      ? `${party} 在截止后才交 / ${party} commits after the close`
      : draw.committed.has(party) && `${party} 交了两次 / ${party} commits twice`,
  close: (draw) => draw.committed.size === 0 && '没有人交暗数就截止 / closed before anybody committed',
  dice: (draw) =>
    (!draw.isClosed && '截止前掷骰 / dice before the close') ||
    (draw.revealed.size > 0 && '有人亮数后才掷骰 / dice after a reveal'),
  reveal: (draw, party) =>
    (!draw.isClosed && `${party} 在截止前亮数 / ${party} reveals before the close`) ||
    (!draw.committed.has(party) && `${party} 没有交过暗数 / ${party} reveals without having committed`) ||
    (draw.revealed.has(party) && `${party} 亮了两次 / ${party} reveals twice`),
  beacon: (draw) => !allRevealed(draw) && '公共随机数先于亮数 / the beacon comes before all have revealed',
  seed: (draw) => !allRevealed(draw) && '签种先于亮数 / the seed comes before all have revealed',
  result: (draw) => !allRevealed(draw) && '结果先于亮数 / the result comes before all have revealed',
  amend: (draw) => draw.end !== 'result' && '还没有结果就替换 / somebody is replaced before the result',
  unsealed: (draw) => draw.end === null && '还没有结果也没有作废就拆封 / opened before it ended',
  void: (_, party) => party === undefined && '作废却没有写明是谁 / void, and nobody is named',
}

const allRevealed = ({ committed, revealed }) => committed.size > 0 && committed.size === revealed.size

/**
 * Follows the draws of a log, entry by entry. `draws` maps ids to what happened: `{step, index, body}` in order; `keys` maps
 * the keys of parties to where they were registered.
 */
function orderOfDraws() {
  const draws = new Map()
  const newest = new Map()
  const keys = new Map()
  const wrong = (index, id, why) => {
    const [zh, en] = why.split(' / ')
    refuse(`第 ${index} 条：抽签 ${id}：${zh}`, `entry ${index}: the draw ${id}: ${en}`)
  }
  const begin = (id, index) => {
    if (draws.has(id)) wrong(index, id, '有第二份名单 / a second frame')
    draws.set(id, { steps: [], committed: new Set(), revealed: new Set(), isClosed: false, end: null })
    const [, series, number] = /^(.+)\/([1-9][0-9]{0,8})$/.exec(id) ?? []
    if (series === undefined) return
    const before = newest.get(series) ?? 0
    newest.set(series, Number(number))
    if (Number(number) !== before + 1) wrong(index, id, `前一号是 ${before} / the number before it is ${before}`)
    if (before > 0 && draws.get(`${series}/${before}`).end === null)
      wrong(index, id, '前一次还没有结果也没有作废 / the one before it has neither a result nor a void')
  }
  const note = (draw, step, party) => {
    if (step === 'commit') draw.committed.add(party)
    if (step === 'reveal') draw.revealed.add(party)
    if (step === 'close') draw.isClosed = true
    if (step === 'result' || step === 'void') draw.end = step
  }
  const take = ({ type, body }, index) => {
    const step = /^draw\.([a-z]+)$/.exec(type)?.[1] ?? ''
    const { draw: id, party, unsealBy } = isObject(body) ? body : {}
    if (step === 'frame') {
      begin(id, index)
      Object.assign(draws.get(id), { unsealBy, steps: [{ step, index, body }] })
      return
    }
    if (step === 'key' && !keys.has(body?.key)) keys.set(body?.key, index)
    if (!Object.hasOwn(STEPS, step)) return
    const draw = draws.get(id) ?? wrong(index, id, '没有名单 / no frame came before')
    draw.steps.push({ step, index, body })
    if (draw.end !== null && step !== 'unsealed' && step !== 'amend')
      wrong(index, id, `${draw.end} 之后又有 ${step} / ${step} comes after its ${draw.end}`)
    const why = STEPS[step](draw, party)
    if (why) wrong(index, id, why)
    note(draw, step, party)
  }
  return { draws, keys, take }
}

// §8: one post from a pool, by the seed of a day

function seedsOfDays() {
  const commitments = new Map()
  const drawn = []
  const opened = new Map()
  const take = async (entry, index) => {
    const { type, body } = entry
    if (!isObject(body)) return
    const key = `${body.purpose} ${body.day}`
    if (type === 'draw.seed-commit') {
      if (commitments.has(key))
        refuse(`第 ${index} 条：${key} 的签种承诺了两次`, `entry ${index}: a second commitment to the seed of ${key}`)
      commitments.set(key, body.commitment)
    } else if (type === 'draw.seed-open') {
      const text = `luoshi-seed/1\n${body.purpose}\n${body.day}\n${body.secret}\n`
      if ((await hexHash(text)) !== commitments.get(key))
        refuse(
          `第 ${index} 条：公开的签种与 ${key} 的承诺不符`,
          `entry ${index}: not the seed of ${key} that was committed to`,
        )
      opened.set(key, body.secret)
    } else if (typeof entry.case === 'string' && isObject(body.draw)) {
      const { day, commitment } = body.draw
      if (commitments.get(`draw ${day}`) !== commitment)
        refuse(
          `第 ${index} 条：抽签用的签种没有事先承诺`,
          `entry ${index}: drawn by a seed that nobody had committed to before`,
        )
      drawn.push({ index, day, no: body.no, seq: entry.seq, draw: body.draw })
    }
  }
  /** Draws again where the seed is open by now; answers how many, and how many are still closed. */
  const redrawn = async () => {
    let right = 0
    for (const { index, day, no, seq, draw } of drawn) {
      const secret = opened.get(`draw ${day}`)
      if (secret === undefined) continue
      const ticketFor = await ticketsFor(secret, 'verifier')
      const [first] = await inOrder(draw.pool, (post) => ticketFor(`${no}|${seq}|${post}`))
      if (first !== draw.drawn)
        refuse(
          `第 ${index} 条：应抽中 ${first}，不是 ${draw.drawn}`,
          `entry ${index}: the seed draws ${first}, not ${draw.drawn}`,
        )
      right++
    }
    return { right, closed: drawn.length - right }
  }
  return { take, redrawn }
}

/** Whether the log says of each replacement that it was made, and of no other. */
async function checkAmended(files, draw, amends) {
  const replaced = files.has('replacements.json') ? jsonOf(files.get('replacements.json'), 'replacements.json') : {}
  const seed = await hexHash(files.get('seed.txt'))
  for (const { index, body } of amends) {
    const member = canonical(replaced[body.what] ?? null)
    if ((await hexHash(`luoshi-draw-amend/1\n${draw}\n${seed}\n${member}\n`)) !== body.amend)
      refuse(
        `第 ${index} 条说的替换与 replacements.json 不符`,
        `entry ${index} says of another replacement than replacements.json`,
      )
  }
  if (amends.length < Object.keys(replaced).length)
    refuse('日志里没有说到替换', 'somebody was replaced, and the log does not say so')
}

/**
 * Whether the log shows that everything in these files was fixed in its turn: each cites its file, and a checkpoint that the
 * policy accepts lies between the close and the first reveal.
 */
async function checkPlaces(files, { draws, keys, checkpoints }, trust) {
  const frame = await readFrame(files.get('frame.json'))
  const reveal = readReveal(files.get('reveal.json'), frame)
  const steps =
    draws.get(frame.draw)?.steps ?? refuse(`日志里没有抽签 ${frame.draw}`, `the log has no draw ${frame.draw}`)
  const of = (step, party) =>
    steps.filter((one) => one.step === step && (party === undefined || one.body.party === party))
  const cites = async (step, party, what, value) => {
    const [one] = of(step, party)
    if (!one || !Object.values(one.body).includes(value))
      refuse(`日志里的 draw.${step} 与 ${what} 不符`, `draw.${step} in the log does not name ${what}`)
    return one.index
  }
  const frameHash = await hexHash(files.get('frame.json'))
  const framedAt = await cites('frame', undefined, 'frame.json', frameHash)
  if (isObject(frame.register) && frame.register.size > framedAt)
    refuse('登记册引用的日志比名单还新', 'the register cites a log that is newer than the frame')
  const late = frame.parties.find(({ key }) => key !== null && !(keys.get(key) < framedAt))
  if (late) refuse(`${late.id} 的公钥没有在名单以前登记`, `the key of ${late.id} was not registered before the frame`)
  if (of('void').length > 0) refuse('日志说这次抽签作废了', 'the log says that this draw is void')
  for (const { id } of frame.parties) {
    const text = `luoshi-draw-contribution/1\n${frame.draw}\n${frameHash}\n${id}\n${reveal.contributions[id]}\n`
    await cites('commit', id, `commit.${id}.note`, await hexHash(text))
    const [shown] = of('reveal', id)
    if (!shown) refuse(`日志里没有 ${id} 的亮数`, `the log has no reveal of ${id}`)
    if ((shown.body.contribution ?? reveal.contributions[id]) !== reveal.contributions[id])
      refuse(`日志里 ${id} 亮的是另一个数`, `the log has another contribution of ${id}`)
  }
  if (of('commit').length > frame.parties.length) refuse('日志里有名单以外的暗数', 'the log has commitments of others')
  if (frame.dice > 0) await cites('dice', undefined, 'reveal.json', reveal.dice)
  if (frame.beacon) await cites('beacon', undefined, 'reveal.json', reveal.beacon)
  await cites(
    frame.mode === 'sealed' ? 'unsealed' : 'seed',
    undefined,
    'seed.txt',
    await hexHash(files.get('seed.txt')),
  )
  await cites('result', undefined, 'result.json', await hexHash(files.get('result.json')))
  await checkAmended(files, frame.draw, of('amend'))
  const [closed, revealed] = [of('close')[0]?.index, of('reveal')[0]?.index]
  const between = []
  for (const one of checkpoints)
    if (
      one.size > closed &&
      one.size <= revealed &&
      trust.agrees((await cosignatures(one, trust)).map(({ key }) => key))
    )
      between.push(one)
  if (between.length === 0)
    refuse(
      '截止与亮数之间没有被见证的签名头',
      'no checkpoint that the policy accepts lies between the close and the first reveal',
    )
  return [
    good(
      `日志里的先后对：名单第 ${framedAt} 条，截止第 ${closed} 条，亮数从第 ${revealed} 条起，中间有 ${between.length} 个签名头`,
      `the log shows the order: frame ${framedAt}, close ${closed}, reveals from ${revealed} on, with ${between.length} checkpoints between`,
    ),
  ]
}

/** Checks a whole log: `names` are the files in its uppermost folder, `read` answers the bytes of a path, or null. */
async function checkLog(log, trust) {
  return (await auditedLog(log, trust)).found
}

/** A draw, and the log that says when each of its steps was fixed. */
async function checkDrawIn(files, log, trust) {
  const found = await checkDraw(files)
  const audited = await auditedLog(log, trust)
  return [...found, ...audited.found, ...(await checkPlaces(files, audited, trust))]
}

async function auditedLog(log, trust) {
  const names = log.names.filter((name) => name.startsWith('checkpoint') && !name.endsWith('.new'))
  if (!names.includes('checkpoint')) refuse('没有 checkpoint', 'there is no checkpoint')
  const checkpoints = []
  for (const name of names) {
    const bytes = (await log.read(name)) ?? refuse(`缺少 ${name}`, `${name} is missing`)
    checkpoints.push({ name, ...(await openCheckpoint(bytes, trust, name)) })
  }
  const newest = checkpoints.find(({ name }) => name === 'checkpoint')
  const longer = checkpoints.find(({ size }) => size > newest.size)
  if (longer)
    refuse(
      `${longer.name} 比 checkpoint 长：日志被退回过`,
      `${longer.name} is longer than checkpoint: the log was rolled back`,
    )
  const found = await vouched(newest, trust)
  const compare = async (level, n, hashes) => {
    const { path, bytes, isLonger } = await part(log, level, n, hashes.length)
    if (!same(isLonger ? bytes.subarray(0, hashes.length * 32) : bytes, join(...hashes)))
      refuse(`${path} 与重算结果不同`, `${path} differs from what the entries give`)
  }
  const tree = growing(compare)
  const chains = new Map()
  const order = orderOfDraws()
  const seeds = seedsOfDays()
  let size = 0
  const sizes = new Set(checkpoints.map((one) => one.size))
  const checkRoots = async () => {
    if (!sizes.has(size)) return
    const root = await tree.root()
    const wrong = checkpoints.find((one) => one.size === size && !same(root, one.root))
    if (wrong)
      refuse(
        `${wrong.name}：前 ${size} 条算出的树根与签名的不同，历史被改过`,
        `${wrong.name}: the first ${size} entries do not have the signed root: history was changed`,
      )
  }
  await checkRoots()
  for (let n = 0; size < newest.size; n++) {
    const width = Math.min(256, newest.size - size)
    for (const bytes of entriesOf(await part(log, 'entries', n, width), width)) {
      const entry = readEntry(bytes, `第 ${size} 条 / entry ${size}`)
      await tree.add(await linkedLeaf(entry, bytes, size, chains))
      order.take(entry, size)
      await seeds.take(entry, size)
      size++
      await checkRoots()
    }
  }
  for (const [level, { hashes, index }] of tree.rows.entries())
    if (hashes.length > 0) await compare(level, index, hashes)
  found.push(
    good(
      `${size} 条记录全部重算，写法规范，树根与签名一致`,
      `all ${size} entries were hashed again and give the signed root`,
    ),
  )
  found.push(good(`${chains.size} 个事项，每一步都在`, `${chains.size} cases, and no step of them is missing`))
  found.push(good(`${checkpoints.length} 个签名头前后一致`, `${checkpoints.length} checkpoints continue each other`))
  if (order.draws.size > 0)
    found.push(good(`${order.draws.size} 次抽签，步骤的先后都对`, `${order.draws.size} draws, their steps in order`))
  for (const [id, { unsealBy, steps }] of order.draws)
    if (unsealBy !== undefined && !steps.some(({ step }) => step === 'unsealed'))
      found.push(
        open(`抽签 ${id} 还封着，最迟 ${unsealBy} 公开`, `the draw ${id} is still sealed, to be opened by ${unsealBy}`),
      )
  const { right, closed } = await seeds.redrawn()
  if (right + closed > 0)
    found.push(
      good(
        `从备选岗位抽人 ${right + closed} 次：${right} 次重抽一致，${closed} 次的签种还没有公开`,
        `one post was drawn ${right + closed} times: ${right} drawn again alike, the seeds of ${closed} are not open yet`,
      ),
    )
  found.push(
    open(
      '没有证明：记录属实；没有事项从头漏记',
      'not proved: that entries are true; that no case was left out from its beginning',
    ),
  )
  return { found, checkpoints, draws: order.draws, keys: order.keys }
}
// ── end of core ───────────────────────────────────────────────────────────────────────────────────────────────

const read = (path) => new Uint8Array(readFileSync(path))

/** The log in a folder. */
const logIn = (folder) => ({
  names: readdirSync(folder),
  read: (path) => {
    try {
      return read(`${folder}/${path}`)
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
      return null
    }
  },
})

function drawFiles(folder) {
  const names = readdirSync(folder).filter((name) =>
    /^(?:frame|reveal|result|register|replacements)\.json$|^seed\.txt$|^commit\..+\.note$/.test(name),
  )
  return new Map(names.map((name) => [name, read(`${folder}/${name}`)]))
}

function optionsIn(args) {
  const options = {}
  for (let i = 0; i < args.length; i += 2) {
    if (!['--entry', '--log', '--trust'].includes(args[i]) || args[i + 1] === undefined) return null
    options[args[i].slice(2)] = args[i + 1]
  }
  return options
}

async function main([what, path, ...rest]) {
  const options = optionsIn(rest)
  const checks = {
    receipt:
      options?.entry &&
      options.trust &&
      (async () => checkReceipt(read(path), read(options.entry), await readTrust(readFileSync(options.trust, 'utf8')))),
    log: options?.trust && (async () => checkLog(logIn(path), await readTrust(readFileSync(options.trust, 'utf8')))),
    draw:
      options &&
      (options.log === undefined) === (options.trust === undefined) &&
      (async () =>
        options.log === undefined
          ? checkDraw(drawFiles(path))
          : checkDrawIn(drawFiles(path), logIn(options.log), await readTrust(readFileSync(options.trust, 'utf8')))),
  }
  if (!path || !checks[what]) {
    process.stderr.write(USAGE)
    return 2
  }
  try {
    const found = await checks[what]()
    for (const { ok, zh, en } of found) process.stdout.write(`${ok ? '✓' : '○'} ${zh}\n  ${en}\n`)
    process.stdout.write('核对通过 / OK\n')
    return 0
  } catch (error) {
    // Whatever stops a check, nothing has been shown.
    process.stdout.write(`✗ ${error.zh ?? '文件读不到或格式不对'}\n  ${error.message}\n核对不通过 / FAILED\n`)
    return 1
  }
}

process.exitCode = await main(process.argv.slice(2))
