import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { askForMail, codeMinutes, confirmAddress } from '../../engine/mail-address.ts'
import { isWithin } from '../../engine/mail-timing.ts'
import { statusOfCode } from '../../http/problem.ts'
import { type Fields, integer, text, yesNo } from '../../kernel/field.ts'
import type { Refusal } from '../../kernel/result.ts'
import type { Bilingual } from '../../kernel/text.ts'
import { type NoticeSetting, noticeSetting, saveHours, stopMail } from '../../store/notice-settings.ts'
import { LinkButton, PostButton } from '../parts/button.tsx'
import { Empty } from '../parts/form.tsx'
import { Banner } from '../parts/status.tsx'
import { Note } from '../parts/table.tsx'
import type { Desk } from './doors.ts'
import { nothingTyped, startingWith, type Typed } from './fields.ts'
import { settingTexts as texts } from './notice-settings-text.ts'
import { showDesk } from './shell.tsx'
import { readSmall, SmallForm } from './small-form.tsx'
import { goTo, guarded, type Visit } from './visit.ts'

const path = '/desk/notices/settings'

type Word = { [K in keyof typeof texts.zh]: (typeof texts.zh)[K] extends string ? K : never }[keyof typeof texts.zh]
const both = (key: Word): Bilingual => [texts.zh[key], texts.en[key]]

const addressFields: Fields = { mail: text({ title: both('mail'), hint: both('mailHint'), see: 'staff', max: 254 }) }

const codeFields = (mail: string): Fields => ({
  code: text({
    title: both('code'),
    hint: [texts.zh.codeHint(mail, codeMinutes), texts.en.codeHint(mail, codeMinutes)],
    see: 'staff',
    max: 8,
  }),
})

const hour = (title: Word, hint?: Word) =>
  integer({
    title: both(title),
    ...(hint && { hint: both(hint) }),
    see: 'staff',
    from: 0,
    upTo: 23,
    unit: ['点', 'o’clock'],
  })

const hourFields: Fields = {
  digestHour: hour('digestHour', 'digestHint'),
  quietFrom: hour('quietFrom', 'quietHint'),
  quietTo: hour('quietTo'),
  wantsUrgent: yesNo({ title: both('urgent'), hint: both('urgentHint'), see: 'staff' }),
}

type FormName = 'mail' | 'code' | 'hours'

/** A form that comes back with what was wrong. */
interface Tried {
  readonly form: FormName
  readonly typed: Typed
  readonly refusal: Refusal | null
}

function AddressPart({
  visit,
  setting,
  tried,
}: {
  visit: Visit
  setting: NoticeSetting
  tried: Tried | null
}): ReactNode {
  const { lang, href } = visit
  const t = texts[lang]
  const of = (form: FormName) => (tried?.form === form ? tried : { typed: nothingTyped, refusal: null })
  return (
    <>
      {setting.askedMail === null ? null : (
        <SmallForm
          visit={visit}
          title={t.confirm}
          id="confirm"
          action={`${path}/confirm`}
          fields={codeFields(setting.askedMail)}
          typed={of('code').typed}
          refusal={of('code').refusal}
          submit={t.confirm}
        />
      )}
      <SmallForm
        visit={visit}
        title={t.address}
        id="address"
        action={`${path}/mail`}
        fields={addressFields}
        typed={of('mail').typed}
        refusal={of('mail').refusal}
        submit={t.ask}
        note={setting.mail === null ? t.none : t.now(setting.mail)}
      />
      {setting.mail === null ? null : (
        <ul className="moves sheet pad">
          <li>
            <div>
              <b>{t.stop}</b>
              <p className="small quiet">{t.stopSays}</p>
            </div>
            <PostButton action={href(`${path}/stop`)} fields={guarded(visit)} look="warn" compact>
              {t.stop}
            </PostButton>
          </li>
        </ul>
      )}
    </>
  )
}

function Said({ visit }: { readonly visit: Visit }): ReactNode {
  const said = visit.query.get('said')
  if (said !== 'saved' && said !== 'asked' && said !== 'confirmed' && said !== 'stopped') return null
  return (
    <Banner status="ok" lang={visit.lang}>
      {texts[visit.lang][said]}
    </Banner>
  )
}

async function showSettings(visit: Visit, tried: Tried | null = null): Promise<FastifyReply> {
  const { lang, href, engine, me } = visit
  const t = texts[lang]
  const setting = await noticeSetting(engine.db, me.account.id)
  const { digestHour, quietFrom, quietTo, wantsUrgent } = setting
  const hours = startingWith({ digestHour, quietFrom, quietTo, wantsUrgent }, Object.keys(hourFields))
  return showDesk(visit, {
    title: t.title,
    ...(tried === null ? {} : { status: statusOfCode(tried.refusal?.code ?? 'invalid-input') }),
    actions: (
      <LinkButton href={href('/desk/notices')} look="second" compact>
        {t.back}
      </LinkButton>
    ),
    children: (
      <div className="stack">
        <Said visit={visit} />
        <Note tone="blue">{t.note}</Note>
        {engine.outside.postman === null ? (
          <Empty title={t.off}>{t.offSays}</Empty>
        ) : (
          <>
            <AddressPart visit={visit} setting={setting} tried={tried} />
            <SmallForm
              visit={visit}
              title={t.hours}
              id="hours"
              action={`${path}/hours`}
              fields={hourFields}
              typed={tried?.form === 'hours' ? tried.typed : hours}
              refusal={tried?.form === 'hours' ? tried.refusal : null}
              submit={t.save}
            />
          </>
        )}
      </div>
    ),
  })
}

const tooLate: Refusal = {
  code: 'invalid-input',
  says: ['有些内容需要改正', 'Some answers need correcting'],
  faults: [{ field: 'digestHour', code: 'out-of-range', says: both('late') }],
}

/** Whether an hour of the day is left for the digest, from its hour on. */
const hasDigestHour = (from: number, quietFrom: number, quietTo: number) =>
  Array.from({ length: 24 - from }, (_, i) => from + i).some((one) => !isWithin(one, quietFrom, quietTo))

/** 怎样通知我: whether and when a person is told by mail. Where no mail server is set the forms are not there. */
export function addNoticeSettings(desk: Desk): void {
  desk.get(path, 'post', (visit) => showSettings(visit))
  desk.post(`${path}/mail`, 'post', async (visit, { form }) => {
    const { engine, me } = visit
    const { postman } = engine.outside
    if (postman === null) return goTo(visit, path)
    const read = await readSmall(visit, addressFields, form)
    if (!read.ok) return showSettings(visit, { form: 'mail', typed: read.typed, refusal: null })
    const result = await askForMail(engine.db, postman, me.account.id, String(read.input.mail))
    if (result.ok) return goTo(visit, `${path}?said=asked`)
    return showSettings(visit, { form: 'mail', typed: read.again(result.refusal), refusal: result.refusal })
  })
  desk.post(`${path}/confirm`, 'post', async (visit, { form }) => {
    const read = await readSmall(visit, codeFields(''), form)
    if (!read.ok) return showSettings(visit, { form: 'code', typed: read.typed, refusal: null })
    const result = await confirmAddress(visit.engine.db, visit.me.account.id, String(read.input.code))
    if (result.ok) return goTo(visit, `${path}?said=confirmed`)
    return showSettings(visit, { form: 'code', typed: read.again(result.refusal), refusal: result.refusal })
  })
  desk.post(`${path}/stop`, 'post', async (visit) => {
    await stopMail(visit.engine.db, visit.me.account.id)
    return goTo(visit, `${path}?said=stopped`)
  })
  desk.post(`${path}/hours`, 'post', async (visit, { form }) => {
    const read = await readSmall(visit, hourFields, form)
    if (!read.ok) return showSettings(visit, { form: 'hours', typed: read.typed, refusal: null })
    const [digestHour, quietFrom, quietTo] = ['digestHour', 'quietFrom', 'quietTo'].map((name) =>
      Number(read.input[name]),
    )
    const hours = {
      digestHour: digestHour ?? 0,
      quietFrom: quietFrom ?? 0,
      quietTo: quietTo ?? 0,
      wantsUrgent: read.input.wantsUrgent === true,
    }
    if (!hasDigestHour(hours.digestHour, hours.quietFrom, hours.quietTo))
      return showSettings(visit, { form: 'hours', typed: read.again(tooLate), refusal: tooLate })
    await saveHours(visit.engine.db, visit.me.account.id, hours)
    return goTo(visit, `${path}?said=saved`)
  })
}
