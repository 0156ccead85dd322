import type { Declaration } from '../procedure.ts'
import { lamp } from './lamp.ts'

export type Change = { readonly [K in keyof Declaration]?: Readonly<Record<string, unknown>> }

/** The lamp with some entries changed, added, or (undefined) taken out. */
export function changed(change: Change): Declaration {
  const merged = Object.entries(change).map(([part, entries]) => {
    const before = lamp[part as keyof Declaration] as unknown as Readonly<Record<string, object>>
    const after = Object.entries(entries).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, { ...before[name], ...(value as object) }] as const],
    )
    const kept = Object.entries(before).filter(([name]) => !(name in entries))
    return [part, Object.fromEntries([...kept, ...after])] as const
  })
  return { ...lamp, ...Object.fromEntries(merged) }
}
