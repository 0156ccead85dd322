import { emptyRoot, HASH_BYTES, type Hash, nodeHash } from './hash.ts'

/**
 * All that is needed to append to a tree: its size and the roots of its perfect subtrees, leftmost (largest) first.
 * One root for each 1 in the binary size, so at most 53. Also called a compact range.
 */
export interface Frontier {
  readonly size: number
  readonly roots: readonly Hash[]
}

/** The frontier of the tree without entries. */
export const emptyFrontier: Frontier = { size: 0, roots: [] }

/** The frontier after these leaf hashes, in their order. */
export function appended(frontier: Frontier, leaves: readonly Hash[]): Frontier {
  const roots = [...frontier.roots]
  let size = frontier.size
  for (const leaf of leaves) {
    let root = leaf
    // Each 1 at the end of the binary size is a subtree that this leaf completes.
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) root = nodeHash(popped(roots), root)
    roots.push(root)
    size++
  }
  return { size, roots }
}

/** The root hash of the tree with this frontier. RFC 6962 §2.1. */
export function rootOf(frontier: Frontier): Hash {
  const roots = [...frontier.roots]
  if (roots.length === 0) return emptyRoot
  let root = popped(roots)
  while (roots.length > 0) root = nodeHash(popped(roots), root)
  return root
}

/** A frontier as bytes for storage: its roots one after another. The size is kept beside them. */
export function frontierBytes(frontier: Frontier): Uint8Array {
  return Buffer.concat(frontier.roots)
}

/** The frontier that was stored. Throws RangeError when the bytes do not fit the size. */
export function frontierOf(size: number, bytes: Uint8Array): Frontier {
  const count = ones(size)
  if (bytes.length !== count * HASH_BYTES) throw new RangeError(`${bytes.length} bytes are no frontier of size ${size}`)
  return { size, roots: Array.from({ length: count }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)) }
}

function ones(size: number): number {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${size} is no tree size`)
  return size.toString(2).replaceAll('0', '').length
}

function popped(roots: Hash[]): Hash {
  const root = roots.pop()
  if (root === undefined) throw new RangeError('the frontier has fewer roots than its size says')
  return root
}
