/**
 * Forms with `data-passkey`: what the device answers is put into the field `answer`, then the form is sent like any other.
 * Hidden until this runs where the browser knows passkeys; the words are in the page.
 */
export {}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(plain, (character) => character.charCodeAt(0))
}
const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

interface Named {
  readonly id: string
}

/** What the server asks: as the browser's own options, with bytes as base64url. */
interface Question {
  readonly challenge: string
  readonly user?: Named
  readonly excludeCredentials?: readonly Named[]
}

const withBytes = (of: readonly Named[] = []) =>
  of.map((one) => ({ ...one, type: 'public-key' as const, id: bytesOf(one.id) }))

async function askDevice(act: string, question: Question): Promise<Credential | null> {
  const challenge = bytesOf(question.challenge)
  if (act === 'get') {
    const publicKey = { ...question, challenge } as unknown as PublicKeyCredentialRequestOptions
    return navigator.credentials.get({ publicKey })
  }
  const publicKey = {
    ...question,
    challenge,
    user: { ...question.user, id: bytesOf(question.user?.id ?? '') },
    excludeCredentials: withBytes(question.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions
  return navigator.credentials.create({ publicKey })
}

/** The answer as JSON, bytes as base64url. */
function answerOf({ id, rawId, type, response }: PublicKeyCredential): string {
  const made = response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse
  const bytes = (name: 'clientDataJSON' | 'attestationObject' | 'authenticatorData' | 'signature' | 'userHandle') => {
    const value = made[name]
    return value ? { [name]: textOf(value) } : {}
  }
  return JSON.stringify({
    id,
    rawId: textOf(rawId),
    type,
    clientExtensionResults: {},
    response: {
      ...bytes('clientDataJSON'),
      ...bytes('attestationObject'),
      ...bytes('authenticatorData'),
      ...bytes('signature'),
      ...bytes('userHandle'),
      ...('getTransports' in made && { transports: made.getTransports() }),
    },
  })
}

async function send(form: HTMLFormElement): Promise<void> {
  const { passkey = '', question = '' } = form.dataset
  const body = new URLSearchParams()
  for (const { name, value } of form.querySelectorAll<HTMLInputElement>('input[type=hidden]')) body.set(name, value)
  const asked = await fetch(question, { method: 'POST', body })
  if (!asked.ok) throw new Error('no question')
  const credential = await askDevice(passkey, (await asked.json()) as Question)
  const field = form.querySelector<HTMLInputElement>('input[name=answer]')
  if (!field || !(credential instanceof PublicKeyCredential)) throw new Error('no answer')
  field.value = answerOf(credential)
  form.submit()
}

if ('credentials' in navigator && 'PublicKeyCredential' in window) {
  for (const box of document.querySelectorAll<HTMLElement>('[data-passkeys]')) box.hidden = false
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    const failed = form.querySelector<HTMLElement>('[data-failed]')
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      if (failed) failed.hidden = true
      send(form).catch(() => {
        if (failed) failed.hidden = false
      })
    })
  }
}
