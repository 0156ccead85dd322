import { type Checked, failed, passed } from './checked.ts'
import { HASH_BYTES, type Hash, nodeHash, sameBytes } from './hash.ts'

/** One step from a leaf to the root: the sibling, the side on which it stands, and the hash of both together. */
export interface Step {
  readonly side: 'left' | 'right'
  readonly sibling: Hash
  readonly result: Hash
}

/** What an inclusion proof claims. */
export interface Inclusion {
  readonly index: number
  readonly size: number
  readonly leaf: Hash
  readonly root: Hash
  readonly proof: readonly Hash[]
}

/** What a consistency proof claims: that the first `older` entries of the tree of `size` are the older tree. */
export interface Consistency {
  readonly older: number
  readonly size: number
  readonly olderRoot: Hash
  readonly root: Hash
  readonly proof: readonly Hash[]
}

/** Checks an inclusion proof, RFC 9162 §2.1.3.2; answers the steps from the leaf to the root, for people to see. */
export function verifyInclusion({ index, size, leaf, root, proof }: Inclusion): Checked<readonly Step[]> {
  if (!isSize(index) || !isSize(size) || index >= size) return failed(`there is no entry ${index} in a tree of ${size}`)
  if (![leaf, root, ...proof].every(isHash)) return failed(`a hash of the proof has not ${HASH_BYTES} bytes`)
  const steps: Step[] = []
  let [place, last, hash] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return failed('the inclusion proof is too long')
    const side = place % 2 === 1 || place === last ? 'left' : 'right'
    hash = side === 'left' ? nodeHash(sibling, hash) : nodeHash(hash, sibling)
    steps.push({ side, sibling, result: hash })
    if (side === 'left') [place, last] = skipped(place, last)
    ;[place, last] = [half(place), half(last)]
  }
  if (last !== 0) return failed('the inclusion proof is too short')
  return sameBytes(hash, root) ? passed(steps) : failed('the inclusion proof does not lead to the root')
}

/** Checks a consistency proof, RFC 9162 §2.1.4.2, refusing older = 0 and older > size. */
export function verifyConsistency({ older, size, olderRoot, root, proof }: Consistency): Checked<true> {
  if (!isSize(older) || !isSize(size) || older === 0 || older > size)
    return failed(`a tree of ${older} cannot be shown to begin a tree of ${size}`)
  if (![olderRoot, root, ...proof].every(isHash)) return failed(`a hash of the proof has not ${HASH_BYTES} bytes`)
  if (older === size) return sameTree(olderRoot, root, proof)
  if (proof.length === 0) return failed('the consistency proof is empty')
  // A perfect older tree is itself the first subtree of the proof.
  const path = isPowerOfTwo(older) ? [olderRoot, ...proof] : proof
  const [first = olderRoot, ...rest] = path
  let [place, last] = [older - 1, size - 1]
  while (place % 2 === 1) [place, last] = [half(place), half(last)]
  let [before, after] = [first, first]
  for (const sibling of rest) {
    if (last === 0) return failed('the consistency proof is too long')
    if (place % 2 === 1 || place === last) {
      before = nodeHash(sibling, before)
      after = nodeHash(sibling, after)
      ;[place, last] = skipped(place, last)
    } else after = nodeHash(after, sibling)
    ;[place, last] = [half(place), half(last)]
  }
  if (last !== 0) return failed('the consistency proof is too short')
  if (!sameBytes(before, olderRoot))
    return failed(`the tree of ${size} does not begin with the tree of ${older}: history was rewritten`)
  return sameBytes(after, root) ? passed(true) : failed(`the consistency proof does not lead to the root of ${size}`)
}

function sameTree(olderRoot: Hash, root: Hash, proof: readonly Hash[]): Checked<true> {
  if (proof.length > 0) return failed('two trees of one size need no proof, and this one has some')
  return sameBytes(olderRoot, root) ? passed(true) : failed('two different trees of one size: a split view')
}

/** Leaves out the levels where the node is the last and alone, up to the one where it is a right child. */
function skipped(place: number, last: number): [number, number] {
  let [p, l] = [place, last]
  while (p % 2 === 0 && p !== 0) [p, l] = [half(p), half(l)]
  return [p, l]
}

/** Integer halving; sizes go beyond the 32 bits of `>>`. */
const half = (n: number): number => Math.floor(n / 2)

const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n)) && 2 ** Math.log2(n) === n

const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

const isHash = (hash: Hash): boolean => hash.length === HASH_BYTES
