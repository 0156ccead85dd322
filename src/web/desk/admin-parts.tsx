import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { type Staffed, staffed } from '../../engine/accounts.ts'
import { statusOfCode } from '../../http/problem.ts'
import type { Refusal } from '../../kernel/result.ts'
import { inLanguage } from '../../kernel/text.ts'
import { type Account, accountsPage } from '../../store/accounts.ts'
import { type ButtonLook, LinkButton, PostButton } from '../parts/button.tsx'
import { Banner, Chip } from '../parts/status.tsx'
import { Note, Pager } from '../parts/table.tsx'
import { adminTexts } from './admin-text.ts'
import { showDesk } from './shell.tsx'
import { guarded, type Visit } from './visit.ts'

const pageSize = 50

/** A page of accounts, by login. */
export interface AccountPage {
  readonly people: readonly Staffed[]
  /** The login after which the next page begins; null on the last. */
  readonly next: string | null
  readonly find: string
}

export async function accountPageOf({ engine, query }: Visit): Promise<AccountPage> {
  const find = query.get('q')?.trim().slice(0, 40) ?? ''
  const found = await accountsPage(engine.db, find, query.get('after') ?? '', pageSize + 1)
  const shown = found.slice(0, pageSize)
  return {
    people: staffed(engine, shown),
    next: found.length > pageSize ? (shown.at(-1)?.login ?? null) : null,
    find,
  }
}

export function AccountPager({ visit, path, page }: { visit: Visit; path: string; page: AccountPage }): ReactNode {
  const at = (query: Record<string, string>) => visit.href(`${path}?${new URLSearchParams(query)}`)
  const found: Record<string, string> = page.find === '' ? {} : { q: page.find }
  return (
    <Pager
      lang={visit.lang}
      previous={visit.query.has('after') ? at(found) : null}
      next={page.next === null ? null : at({ ...found, after: page.next })}
    />
  )
}

export const isLocked = ({ lockedUntil }: Account): boolean => lockedUntil !== null && lockedUntil > new Date()

/** Whether an account can be used, and if not why. */
export function StateChip({ account, visit }: { readonly account: Account; readonly visit: Visit }): ReactNode {
  const { lang } = visit
  const t = adminTexts[lang].state
  if (account.disabledAt) return <Chip status="none" lang={lang} label={t.closed} bare />
  if (isLocked(account)) return <Chip status="late" lang={lang} label={t.locked} bare />
  if (account.mustChange) return <Chip status="wait" lang={lang} label={t.must} bare />
  return <Chip status="ok" lang={lang} label={t.open} bare />
}

/** What was just done. */
export function Said({ visit }: { readonly visit: Visit }): ReactNode {
  const said = visit.query.get('said')
  const t = adminTexts[visit.lang].done
  if (said !== 'close' && said !== 'reopen' && said !== 'unlock' && said !== 'end') return null
  return (
    <Banner status="ok" lang={visit.lang}>
      {t[said]}
    </Banner>
  )
}

interface ActProps {
  readonly visit: Visit
  readonly account: Account
  readonly action: string
  readonly label: string
  /** What follows. */
  readonly says: string
  readonly look: ButtonLook
}

/** One act on an account, with what follows from it before it is done. */
export function AccountAct({ visit, account, action, label, says, look }: ActProps): ReactNode {
  return (
    <li>
      <div>
        <b>{label}</b>
        <p className="small quiet">{says}</p>
      </div>
      <PostButton action={visit.href(action)} fields={guarded(visit, { account: account.id })} look={look} compact>
        {label}
      </PostButton>
    </li>
  )
}

/** A one-time password, on the answer to the form that asked for it and nowhere else. */
export function showOnce(visit: Visit, login: string, password: string, back: string): Promise<FastifyReply> {
  const t = adminTexts[visit.lang]
  return showDesk(visit, {
    title: t.once(login),
    children: (
      <div className="stack">
        <p className="sheet pad">
          <b className="mono">{password}</b>
        </p>
        <Note tone="red">{t.onceSays}</Note>
        <p>
          <LinkButton href={visit.href(back)} look="second">
            {t.back}
          </LinkButton>
        </p>
      </div>
    ),
  })
}

/** An act of an administrator that was not carried out, and why. */
export function showRefused(visit: Visit, refusal: Refusal, back: string): Promise<FastifyReply> {
  return showDesk(visit, {
    title: inLanguage(refusal.says, visit.lang),
    status: statusOfCode(refusal.code),
    children: (
      <p>
        <a href={visit.href(back)}>{adminTexts[visit.lang].back}</a>
      </p>
    ),
  })
}
