import type { DrawParty } from '../../engine/draw-frame.ts'
import { namedIn } from '../../engine/draw-steps.ts'
import type { Role } from '../../kernel/org.ts'
import type { JsonRecord } from '../../kernel/text.ts'
import { deskDrawTexts } from './draws-text.ts'
import type { Acting } from './visit.ts'

/** The role of whoever moves as this party. */
export const roleOf = (party: DrawParty): Role => (party === 'office' ? 'inspectionOffice' : 'peopleSupervisor')

/** A party as the pages call it: the office, or the post that the list names. */
export function partyName({ lang, names }: Pick<Acting, 'lang' | 'names'>, party: DrawParty, data: JsonRecord): string {
  const named = data[namedIn[party] ?? '']
  return typeof named === 'string' ? names.seat(named) : deskDrawTexts[lang].parties.office
}
