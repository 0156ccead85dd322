import { type Checked, failed, passed } from '../kernel/log/checked.ts'
import { parseVkey, type Verifier } from '../kernel/log/key.ts'

/** The keys in the text of a file of vkey lines. `name` is the file's, for the sentence that says what is wrong. */
export function keysIn(name: string, text: string): Checked<readonly Verifier[]> {
  const keys: Verifier[] = []
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const key = parseVkey(line)
    if (!key.ok) return failed(`${name}: ${key.why}`)
    keys.push(key.value)
  }
  return keys.length > 0 ? passed(keys) : failed(`${name}: there is no key in it`)
}
