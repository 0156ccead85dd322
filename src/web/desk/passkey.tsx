import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { openPasskeys, type Passkeys } from '../../engine/passkeys.ts'
import { isPassword } from '../../engine/password.ts'
import { inLanguage } from '../../kernel/text.ts'
import type { Passkey } from '../../store/passkeys.ts'
import { HiddenFields, PostButton, Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Empty, ErrorSummary } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Table } from '../parts/table.tsx'
import { one } from '../site/form.ts'
import type { Site } from '../site/site.ts'
import { bilingual } from '../text/bilingual.ts'
import { formats } from '../text/format.ts'
import { scriptHref } from './assets.ts'
import type { Desk } from './doors.ts'
import { afterSetting } from './recovery.tsx'
import { type Brought, goTo, guarded, type Visit } from './visit.ts'

export const passkeyTexts = bilingual(
  {
    title: '通行密钥',
    says: '用手机或电脑的指纹、面容、锁屏密码登录，不用记密码，假网站也骗不走。请至少加两台设备，丢了一台还进得来。',
    none: '还没有通行密钥',
    noneSays: '加一把，下次登录按一下指纹就行。',
    columns: { name: '设备', made: '加的时间', used: '最后使用', end: '删除' },
    never: '还没用过',
    remove: '删掉它',
    name: '给这台设备起个名字',
    nameHint: '如“办公室电脑”',
    present: '现在的密码',
    add: '加一把通行密钥',
    failed: '没有加上：设备没有回应，或者您取消了。再试一次就行。',
    wrongPresent: '现在的密码不对',
    enter: '用通行密钥登录',
    enterSays: '不用登录名，不用密码',
    notIn: '没有登录上：设备没有回应，或者您取消了。可以再试，也可以用密码。',
    refused: '这把通行密钥在这里打不开任何账号，请用密码登录',
    added: '通行密钥加好了，下次可以用它登录。',
    removed: '通行密钥已经删掉，再也不能用它登录。',
  },
  {
    title: 'Passkeys',
    says: 'Sign in with the finger, face or code that unlocks your telephone or computer: nothing to remember, and no false website can take it. Add two devices at least, so that losing one does not lock you out.',
    none: 'No passkey yet',
    noneSays: 'Add one, and next time a touch is enough.',
    columns: { name: 'Device', made: 'Added', used: 'Last used', end: 'Remove' },
    never: 'not used yet',
    remove: 'Remove it',
    name: 'A name for this device',
    nameHint: 'such as “office computer”',
    present: 'Present password',
    add: 'Add a passkey',
    failed: 'It was not added: the device did not answer, or you cancelled. Just try again.',
    wrongPresent: 'The present password is not right',
    enter: 'Sign in with a passkey',
    enterSays: 'no login, no password',
    notIn: 'You are not signed in: the device did not answer, or you cancelled. Try again, or use your password.',
    refused: 'This passkey opens no account here; please sign in with your password',
    added: 'The passkey is added; next time you may sign in with it.',
    removed: 'The passkey is removed and opens nothing any more.',
  },
)

/** The passkeys of this instance, for its public address. */
export function passkeysOf({ context }: Site): Passkeys {
  return openPasskeys(context.engine.db, context.origin, '落实 Luoshi')
}

interface PasskeyFormProps {
  readonly act: 'create' | 'get'
  readonly action: string
  /** Where the script asks what the device is to sign. */
  readonly question: string
  readonly fields: Readonly<Record<string, string>>
  /** Told where the device did not answer. */
  readonly failed: string
  readonly children: ReactNode
}

/** A form that a device fills in; hidden until the script runs, because without it no browser can ask the device. */
export function PasskeyForm({ act, action, question, fields, failed, children }: PasskeyFormProps): ReactNode {
  return (
    <div hidden data-passkeys>
      <script src={scriptHref('passkey')} defer />
      <form className="form" method="post" action={action} data-passkey={act} data-question={question} noValidate>
        <HiddenFields of={{ ...fields, answer: '' }} />
        {children}
        <p role="status">
          <span className="small" hidden data-failed>
            {failed}
          </span>
        </p>
      </form>
    </div>
  )
}

function PasskeyTable({
  visit,
  passkeys,
}: {
  readonly visit: Visit
  readonly passkeys: readonly Passkey[]
}): ReactNode {
  const { lang, href, engine } = visit
  const t = passkeyTexts[lang]
  const when = (at: Date) => formats[lang].fullMoment(at.getTime(), engine.programme.timeZone)
  if (passkeys.length === 0) return <Empty title={t.none}>{t.noneSays}</Empty>
  return (
    <Table
      caption={t.title}
      columns={[
        { title: t.columns.name, heading: true },
        { title: t.columns.made },
        { title: t.columns.used },
        { title: t.columns.end },
      ]}
      rows={passkeys.map(({ id, name, createdAt, usedAt }) => {
        const key = Buffer.from(id).toString('hex')
        return {
          key,
          cells: [
            name,
            when(createdAt),
            usedAt === null ? t.never : when(usedAt),
            <PostButton
              key="end"
              action={href('/desk/passkeys/remove')}
              fields={guarded(visit, { passkey: key })}
              look="warn"
              compact
            >
              {t.remove}
              <span className="vh">{` ${name}`}</span>
            </PostButton>,
          ],
        }
      })}
    />
  )
}

/** The passkeys of one's own account, and a form for another; nothing where the public address cannot have any. */
export async function PasskeySection({ visit, wrong }: { visit: Visit; wrong: boolean }): Promise<ReactNode> {
  const { lang, href, site, me } = visit
  const t = passkeyTexts[lang]
  const passkeys = passkeysOf(site)
  if (!passkeys.areUsable) return null
  const error = wrong ? { error: t.wrongPresent } : {}
  return (
    <section id="passkeys">
      <Head>{t.title}</Head>
      <p className="small quiet measure">{t.says}</p>
      {wrong ? <ErrorSummary errors={[{ field: 'present', says: t.wrongPresent }]} lang={lang} /> : null}
      <div className="mt3">
        <PasskeyTable visit={visit} passkeys={await passkeys.of(me.account.id)} />
      </div>
      <div className="mt4">
        <PasskeyForm
          act="create"
          action={href('/desk/passkeys')}
          question={href('/desk/passkeys/question')}
          fields={guarded(visit)}
          failed={t.failed}
        >
          <Field lang={lang} spec={{ kind: 'text', name: 'name', label: t.name, hint: t.nameHint, required: true }} />
          {me.account.password === null ? null : (
            <Field
              lang={lang}
              spec={{
                kind: 'password',
                name: 'present',
                label: t.present,
                complete: 'current-password',
                required: true,
                ...error,
              }}
            />
          )}
          <p>
            <Submit look="second">{t.add}</Submit>
          </p>
        </PasskeyForm>
      </div>
    </section>
  )
}

/** What the device answered, as the script sent it; null for anything else. */
export function answerIn({ form }: Pick<Brought, 'form'>): unknown {
  const text = one(form, 'answer')
  if (text === undefined || text.length > 20_000) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Passkeys of one's own account; `show` is the page of the account, with what was wrong. */
export function addPasskeyPages(desk: Desk, show: (visit: Visit, wrong: string) => Promise<FastifyReply>): void {
  const passkeys = passkeysOf(desk.site)
  if (!passkeys.areUsable) return
  desk.post('/desk/passkeys/question', 'anybody', async ({ me, reply }) =>
    reply.header('cache-control', 'no-store').send(await passkeys.registration(me.account)),
  )
  desk.post('/desk/passkeys', 'anybody', async (visit, brought) => {
    const { account } = visit.me
    // A browser left open must not be enough to make a key that opens the account for ever.
    const present = brought.form.values.get('present')?.[0]?.slice(0, 1000) ?? ''
    const isOwner = account.password === null || (await isPassword(account.password, present))
    if (!isOwner) return show(visit, 'present')
    const result = await passkeys.register(account, answerIn(brought), one(brought.form, 'name') ?? '')
    return result.ok
      ? afterSetting(visit, 'added', passkeyTexts[visit.lang].added)
      : show(visit, inLanguage(result.refusal.says, visit.lang))
  })
  desk.post('/desk/passkeys/remove', 'anybody', async (visit, { form }) => {
    await passkeys.remove(visit.me.account.id, one(form, 'passkey') ?? '')
    return goTo(visit, '/desk/account?said=removed#passkeys')
  })
}
