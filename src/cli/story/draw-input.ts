import { commitOf } from '../../kernel/draw/commitment.ts'
import { sha256Hex } from '../../kernel/log/hash.ts'
import type { Json, JsonRecord } from '../../kernel/text.ts'

/** The list that the parties of a draw commit to. */
export interface DrawList {
  /** Example: 'CC-2018/3'. */
  readonly draw: string
  /** Hex SHA-256 of frame.json. */
  readonly frame: string
}

/** `{ "$seal": "first" }` and `{ "$number": "first" }`: what this party commits to, and what it shows later. */
export function drawPart(
  value: Json | undefined,
): { readonly part: '$seal' | '$number'; readonly party: string } | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const [part = '', party] = Object.entries(value)[0] ?? []
  return part === '$seal' || part === '$number' ? { part, party: String(party) } : null
}

/** A party's number in an invented draw: another for each, and no secret, because whoever reads the story can tell it. */
const numberOf = (draw: string, party: string): string => sha256Hex(`luoshi-demo/number\n${draw}\n${party}\n`)

/** The input with what a party hands in put where the story only says whose it is. */
export function withDraw(input: JsonRecord, list: DrawList): JsonRecord {
  return Object.fromEntries(
    Object.entries(input).map(([field, value]): [string, Json] => {
      const found = drawPart(value)
      if (found === null) return [field, value]
      const number = numberOf(list.draw, found.party)
      return [field, found.part === '$number' ? number : commitOf({ ...list, party: found.party }, number)]
    }),
  )
}
