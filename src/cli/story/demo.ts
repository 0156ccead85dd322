import type { Instant, WorkingCalendar } from '../../kernel/calendar.ts'
import type { OrgData, PersonId } from '../../kernel/org.ts'
import type { JsonRecord } from '../../kernel/text.ts'
import type { Admin } from '../../store/accounts.ts'

/** An invented person: one account, which holds posts through `Demo.org.holdings`. */
export interface DemoPerson {
  readonly id: PersonId
  readonly login: string
  readonly name: string
  /** Which of the separated administrators; null for everybody else. */
  readonly admin: Admin | null
}

/** Who takes a step. `drawn`: whoever holds the part that was drawn last. `visitor` and `code` name a citizen of this case. */
export type Who =
  | { readonly kind: 'post'; readonly post: string }
  | { readonly kind: 'drawn'; readonly party: string }
  | { readonly kind: 'visitor'; readonly citizen: string }
  | { readonly kind: 'code'; readonly citizen: string }

/** One move of the story, as it is sent to the interface. */
export interface Step {
  /** Its case and place in it, for messages. Example: 'licence-copies, step 3'. */
  readonly name: string
  readonly at: Instant
  readonly who: Who
  readonly transition: string
  /** `{ "$evidence": ["name.png"] }` stands where evidence has to be uploaded first. */
  readonly input: JsonRecord
  /** Taken only if the case is in this state then: for what follows a draw that nobody knows beforehand. */
  readonly onlyIn: string | null
  /** It opens a case elsewhere, or may end one that another waits for: deliveries are awaited before time goes on. */
  readonly delivers: boolean
}

export interface StoryCase {
  readonly key: string
  readonly procedure: string
  /** Key of the case whose move opens this one; null where its first step opens it. */
  readonly of: string | null
  readonly steps: readonly Step[]
}

/** An invented organisation and what happens in it. Persons in `org` are those of `people`. */
export interface Demo {
  readonly org: OrgData
  readonly people: readonly DemoPerson[]
  /** The programme's. */
  readonly calendar: WorkingCalendar
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** In the order of their first steps. */
  readonly cases: readonly StoryCase[]
}
