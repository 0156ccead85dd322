import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReactNode } from 'react'
import { passwordLeast, weakness } from '../../engine/password.ts'
import { statusOfCode } from '../../http/problem.ts'
import { inLanguage } from '../../kernel/text.ts'
import { Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { ErrorSummary, type FieldError, Form } from '../parts/form.tsx'
import { Note } from '../parts/table.tsx'
import { one, type Submitted } from '../site/form.ts'
import { languageOf, type Site } from '../site/site.ts'
import { hrefIn } from '../text/texts.ts'
import { accountTexts } from './account-text.ts'
import { formToken, isOurs } from './login-form.ts'
import { showPlain } from './plain.tsx'
import { recoveryOf } from './recovery.tsx'
import { recoveryTexts as texts } from './recovery-text.ts'
import { submittedAtDesk } from './visit.ts'

/** Attempts from one address in a minute; a code has 74 bits, so that a lock for its owner would only help who annoys him. */
const limit = { config: { rateLimit: { max: 10, timeWindow: '1 minute' } } }

interface Tried {
  readonly login?: string | undefined
  readonly code?: string
  readonly errors?: readonly FieldError[]
  readonly says?: ReactNode
  readonly status?: number
}

function showRecover(site: Site, request: FastifyRequest, reply: FastifyReply, tried: Tried = {}): FastifyReply {
  const lang = languageOf(request.url)
  const t = texts[lang]
  const { login, code, errors = [], says, status } = tried
  const error = (name: string) => {
    const found = errors.find(({ field }) => field === name)
    return found ? { error: found.says } : {}
  }
  const secret = (name: string, label: string, hint?: string) => (
    <Field
      lang={lang}
      spec={{
        kind: 'password',
        name,
        label,
        complete: 'new-password',
        required: true,
        ...(hint === undefined ? {} : { hint }),
        ...error(name),
      }}
    />
  )
  return showPlain(site, request, reply, {
    title: t.recoverTitle,
    lede: t.recoverLede,
    ...(status === undefined ? {} : { status }),
    children: (
      <>
        <ErrorSummary errors={errors} lang={lang} {...(says === undefined ? {} : { says })} />
        <Form action={hrefIn(lang, '/login/recover')} fields={{ token: formToken(site, request, reply) }}>
          <Field
            lang={lang}
            spec={{
              kind: 'text',
              name: 'login',
              label: t.login,
              required: true,
              complete: 'username',
              ...(login === undefined ? {} : { value: login }),
              ...error('login'),
            }}
          />
          <Field
            lang={lang}
            spec={{
              kind: 'text',
              name: 'code',
              label: t.code,
              hint: t.codeHint,
              required: true,
              ...(code === undefined ? {} : { value: code }),
              ...error('code'),
            }}
          />
          {secret('next', t.next, accountTexts[lang].nextHint(passwordLeast))}
          {secret('again', t.againNext)}
          <Note tone="blue">{t.follows}</Note>
          <p className="row">
            <Submit>{t.change}</Submit>
            <a className="small" href={hrefIn(lang, '/login')}>
              {t.back}
            </a>
          </p>
        </Form>
      </>
    ),
  })
}

interface Typed {
  readonly login: string
  readonly code: string
  readonly next: string
  readonly errors: readonly FieldError[]
}

/** What was typed, judged before any code is looked at: a weak password uses no code up. */
function typedIn(form: Submitted, request: FastifyRequest): Typed {
  const lang = languageOf(request.url)
  const t = texts[lang]
  const [login = '', code = ''] = ['login', 'code'].map((name) => one(form, name)?.trim().slice(0, 100))
  const [next = '', again = ''] = ['next', 'again'].map((name) => form.values.get(name)?.[0]?.slice(0, 1000))
  const weak = weakness(next, login === '' ? '\n' : login)
  const errors = [
    ...(login === '' ? [{ field: 'login', says: t.missing.login }] : []),
    ...(code === '' ? [{ field: 'code', says: t.missing.code }] : []),
    ...(weak ? [{ field: 'next', says: inLanguage(weak, lang) }] : []),
    ...(weak || next === again ? [] : [{ field: 'again', says: accountTexts[lang].differs }]),
  ]
  return { login, code, next, errors }
}

/** 用恢复码换新密码: for whoever lost his password, without another person. */
export function addRecoverPage(app: FastifyInstance, site: Site, prefix: string): void {
  app.get(`${prefix}/login/recover`, async (request, reply) => showRecover(site, request, reply))
  app.post(`${prefix}/login/recover`, limit, async (request, reply) => {
    const lang = languageOf(request.url)
    const t = texts[lang]
    const form = await submittedAtDesk(request)
    const { login, code, next, errors } = typedIn(form, request)
    if (!isOurs(request, form))
      return showRecover(site, request, reply, { login, says: t.reload, status: statusOfCode('forbidden') })
    if (errors.length > 0)
      return showRecover(site, request, reply, { login, code, errors, status: statusOfCode('invalid-input') })
    if (await recoveryOf(site).recover(login, code, next))
      return reply.redirect(hrefIn(lang, '/login?said=recovered'), 303)
    return showRecover(site, request, reply, {
      login,
      status: statusOfCode('unauthenticated'),
      says: (
        <>
          {t.wrong}
          <span className="small">{` ${t.wrongSays}`}</span>
        </>
      ),
    })
  })
}
