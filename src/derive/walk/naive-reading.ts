import type { Actor } from '../../kernel/case.ts'
import type { Field } from '../../kernel/field.ts'
import { holdsOffice, isOpen, plays, today } from './people.ts'
import type { Mark, Path } from './world.ts'

/** What reading turns on, worked out again without the kernel's `view.ts`. */
interface Eyes {
  readonly parts: readonly string[]
  readonly isStaff: boolean
  readonly isOpen: boolean
}

function eyesOf(path: Path, reader: Actor): Eyes {
  const on = today(path)
  const open = isOpen(path)
  // To be free to act as anyone is not a part in the case.
  const parts = Object.entries(path.procedure.declaration.parties)
    .filter(([, party]) => !('anyone' in party.is))
    .filter(([name, party]) => plays(path.world, path.case, name, party, reader, on, open))
    .map(([name]) => name)
  return { parts, isStaff: holdsOffice(path.world, reader, on), isOpen: open }
}

function reads(path: Path, eyes: Eyes, field: Field, isOwn: boolean): boolean {
  if (eyes.parts.length === 0 && !eyes.isOpen) return false
  const isPersons = (name: string) => 'person' in (path.procedure.declaration.parties[name]?.is ?? {})
  if (field.to?.some((name) => eyes.parts.includes(name) && (isOwn || !isPersons(name)))) return true
  if (field.see === 'public') return true
  return field.see === 'parties' ? eyes.parts.length > 0 : field.see === 'staff' && eyes.isStaff
}

/** Whether the case exists for this reader at all. */
export function isThereFor(path: Path, reader: Actor): boolean {
  const eyes = eyesOf(path, reader)
  return eyes.isOpen || eyes.parts.length > 0
}

/** Fields of the case's data that this reader must not be given. */
export function closedFields(path: Path, reader: Actor): readonly string[] {
  const eyes = eyesOf(path, reader)
  return Object.keys(path.procedure.fields).filter((name) => {
    const field = path.procedure.fields[name]
    return !field || !reads(path, eyes, field, false)
  })
}

/** Marks that must not be found in anything this reader is given. */
export function forbiddenMarks(path: Path, reader: Actor): readonly Mark[] {
  const eyes = eyesOf(path, reader)
  return path.marks.filter((mark) => {
    const field = path.procedure.fields[mark.field]
    const isOwn = reader.kind === 'person' && reader.case === path.case?.no && reader.token === mark.token
    return !field || field.kind === 'identity' || !reads(path, eyes, field, isOwn)
  })
}
