/** A real SMTP server on a port of this machine, which keeps what it is given. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export interface KeptMail {
  readonly to: readonly string[]
  /** Header fields by lower-case name, unfolded. */
  readonly headers: ReadonlyMap<string, string>
  /** The text, its transfer encoding undone. */
  readonly text: string
}

export interface MailServer {
  readonly url: string
  readonly mails: readonly KeptMail[]
  /** How many times it says no before it takes the next mail. */
  refusals: number
  readonly close: () => Promise<void>
}

const wordsOf = (text: string) =>
  text.replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=\s*/gi, (_, kind: string, coded: string) =>
    kind.toUpperCase() === 'B'
      ? Buffer.from(coded, 'base64').toString('utf8')
      : decodeURIComponent(coded.replaceAll('_', ' ').replaceAll('=', '%')),
  )

function keptMail(raw: string, to: readonly string[]): KeptMail {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const lines = head.replace(/\r\n\s+/g, ' ').split('\r\n')
  const headers = new Map(
    lines.map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).toLowerCase(), wordsOf(line.slice(at + 1).trim())] as const
    }),
  )
  const body = rest.join('\r\n\r\n')
  const decoded = {
    base64: () => Buffer.from(body, 'base64').toString('utf8'),
    'quoted-printable': () =>
      Buffer.from(
        body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString('utf8'),
  }[headers.get('content-transfer-encoding') ?? '']
  return { to, headers, text: (decoded?.() ?? body).replaceAll('\r\n', '\n') }
}

export async function openMailServer(): Promise<MailServer> {
  const mails: KeptMail[] = []
  const kept = { refusals: 0 }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, answer) => {
      text(stream).then((raw) => {
        if (kept.refusals > 0) {
          kept.refusals -= 1
          answer(Object.assign(new Error('mailbox wang@example.cn is busy'), { responseCode: 451 }))
          return
        }
        mails.push(
          keptMail(
            raw,
            session.envelope.rcptTo.map(({ address }) => address),
          ),
        )
        answer()
      }, answer)
    },
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    get refusals() {
      return kept.refusals
    },
    set refusals(n: number) {
      kept.refusals = n
    },
    close: () => new Promise((done) => server.close(() => done())),
  }
}
