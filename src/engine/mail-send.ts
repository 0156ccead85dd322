import nodemailer from 'nodemailer'

/** LUOSHI_SMTP_URL and LUOSHI_MAIL_FROM. */
export interface MailSettings {
  /** Example: 'smtps://user:password@mail.example.cn'. */
  readonly url: string
  /** Who the mails are from. Example: 'luoshi@example.cn'. */
  readonly from: string
}

export interface Mail {
  /** The same for the same mail however often it is tried. */
  readonly id: string
  readonly to: string
  readonly subject: string
  /** Plain text; there is no other part, no picture, nothing that reports back. */
  readonly text: string
}

/** Hands a mail to the mail server. Throws an Error that names neither address nor text. */
export type Postman = (mail: Mail) => Promise<void>

/** Milliseconds until a mail server that does not answer is given up for this time. */
const patienceMs = 15_000

/** What a failure may be called: SMTP's code or the library's, never the server's sentence, which repeats addresses. */
function nameOf(error: unknown): string {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown }
  if (typeof responseCode === 'number') return String(responseCode)
  return typeof code === 'string' ? code : 'unknown'
}

export function openPostman({ url, from }: MailSettings): Postman {
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = from.slice(from.lastIndexOf('@') + 1).replace(/[^\w.-]/g, '')
  return async ({ id, to, subject, text }) => {
    try {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@${host}>`,
        // RFC 3834: no holiday message answers it.
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    } catch (error) {
      throw new Error(`mail not accepted: ${nameOf(error)}`)
    }
  }
}
