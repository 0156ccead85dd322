import { type Checked, failed, passed } from './checked.ts'

/** What canonical JSON can hold. Numbers are whole, within ±(2^53−1), and never −0. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Levels of nesting. A bound of ours, so that hostile bytes cannot exhaust the stack (docs/decisions/0030). */
const DEEPEST = 64

const KEY = /^[A-Za-z0-9_.-]{1,64}$/

/** Printable ASCII without quote and backslash: such a string is its own JSON. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

/** `"key":` for keys already found valid; the keys of a product are few, the bound is against hostile ones. */
const written = new Map<string, string>()

/**
 * The one way to write a value as text: RFC 8785 restricted to ASCII keys and whole numbers, so that Python's
 * `json.dumps(o, sort_keys=True, separators=(',', ':'), ensure_ascii=False)` gives the same bytes (docs/FORMAT.md §1).
 * Throws TypeError on everything the profile forbids: fractions, −0, numbers beyond 2^53−1, lone surrogates, keys
 * outside [A-Za-z0-9_.-]{1,64}, undefined, and objects that are not plain. Example: { b: 1, a: '中' } → '{"a":"中","b":1}'.
 */
export function canonical(value: unknown): string {
  return write(value, '', 0)
}

/**
 * The value that canonical bytes stand for. Refuses every other way of writing the same value: the bytes are read,
 * written again and compared, which also catches duplicate keys, other key orders, spaces and a byte order mark.
 */
export function readCanonical(bytes: Uint8Array): Checked<Json> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value: Json = JSON.parse(text)
    return canonical(value) === text ? passed(value) : failed('the bytes are not canonical JSON')
  } catch (error) {
    return failed(`not canonical JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** True for an object of canonical JSON, not an array and not null. */
export function isObject(value: unknown): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function write(value: unknown, name: string, depth: number): string {
  switch (typeof value) {
    case 'string':
      return PLAIN.test(value) ? `"${value}"` : writeString(value, name)
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw forbidden(name, `${value} is not a whole number`)
      return `${value}`
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      if (depth === DEEPEST) throw forbidden(name, `nested deeper than ${DEEPEST} levels`)
      return Array.isArray(value) ? writeArray(value, name, depth) : writeObject(value, name, depth)
    default:
      throw forbidden(name, `${typeof value} is not a JSON value`)
  }
}

function writeString(value: string, name: string): string {
  if (!value.isWellFormed()) throw forbidden(name, 'lone surrogate in a string')
  return JSON.stringify(value)
}

function writeArray(value: readonly unknown[], name: string, depth: number): string {
  let out = '['
  for (let i = 0; i < value.length; i++) out += (i === 0 ? '' : ',') + write(value[i], name, depth + 1)
  return `${out}]`
}

function writeObject(value: object, name: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw forbidden(name, 'not a plain object')
  // Keys are ASCII, so the order of UTF-16 units (RFC 8785 §3.2.3), of code points and of bytes is the same.
  const entries = value as Readonly<Record<string, unknown>>
  let out = '{'
  for (const key of sortedKeys(value))
    out += (out === '{' ? '' : ',') + keyOf(key) + write(entries[key], key, depth + 1)
  return `${out}}`
}

/** The names of an object's members in the order of their UTF-16 units. Few need no sort(), which spends more on itself than on them. */
export function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value)
  if (keys.length > 24) return keys.sort()
  for (let i = 1; i < keys.length; i += 1) {
    const key = keys[i] as string
    let at = i
    for (; at > 0 && (keys[at - 1] as string) > key; at -= 1) keys[at] = keys[at - 1] as string
    keys[at] = key
  }
  return keys
}

function keyOf(key: string): string {
  const known = written.get(key)
  if (known !== undefined) return known
  if (!KEY.test(key)) throw forbidden(key, 'a key must match [A-Za-z0-9_.-]{1,64}')
  const text = `"${key}":`
  if (written.size < 4096) written.set(key, text)
  return text
}

function forbidden(name: string, why: string): TypeError {
  return new TypeError(name === '' ? why : `member ${JSON.stringify(name)}: ${why}`)
}
