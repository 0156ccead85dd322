import { spawn } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The signer does not answer. It is asked again later; until then nothing new is signed. */
export class SignerAway extends Error {}

/** A conversation with a signer: a line of JSON each way. It keeps no process alive that has nothing else to do, unless held. */
export interface SignerLink {
  readonly say: (line: string) => void
  readonly isOver: () => boolean
  /** Breaks off with a signer that does not answer. */
  readonly cut: () => void
  /** Keeps this process alive until `rest`: an answer is awaited. */
  readonly hold: () => void
  readonly rest: () => void
  /** Resolves when the conversation is over and, where the process is our own, it has ended. */
  readonly close: () => Promise<void>
  /** Process id of a signer of our own while it runs. */
  readonly pid: () => number | null
}

export interface Listener {
  readonly heard: (line: string) => void
  readonly over: (error: SignerAway) => void
}

/** Begins a conversation. What goes wrong is told by `over`, never thrown. */
export type OpenLink = (listener: Listener) => SignerLink

/** A signer of our own, on this folder, under our own user. It ends when the conversation does. */
export function ownSigner(folder: string, origin: string): OpenLink {
  return ({ heard, over }) => {
    // Node runs these few files as they are: no loader, and none of the server's packages, in the process that holds the key.
    const child = spawn(process.execPath, [join(import.meta.dirname, 'signer-process.ts'), folder, origin], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { SystemRoot: process.env.SystemRoot },
    })
    createInterface({ input: child.stdout }).on('line', heard)
    child.on('error', (error) => over(new SignerAway(error.message)))
    child.on('exit', (code, signal) => over(new SignerAway(`the signer ended (${signal ?? code})`)))
    child.stdin.on('error', () => {})
    const isOver = () => child.exitCode !== null || child.signalCode !== null
    return {
      say: (line) => child.stdin.write(`${line}\n`),
      isOver,
      cut: () => child.kill('SIGKILL'),
      hold: () => {
        for (const handle of [child, child.stdout as Socket]) handle.ref()
      },
      rest: () => {
        for (const handle of [child, child.stdin as Socket, child.stdout as Socket]) handle.unref()
      },
      close: async () => {
        if (isOver()) return
        child.ref()
        const ended = new Promise((resolve) => child.once('exit', resolve))
        child.stdin.end()
        await ended
      },
      pid: () => (isOver() ? null : (child.pid ?? null)),
    }
  }
}

/** A signer that runs by itself, under a user of its own, and listens at this Unix socket (docs/operations.md). */
export function signerAt(path: string): OpenLink {
  return ({ heard, over }) => {
    const socket = connect(path)
    let why = 'the signer hung up'
    const noted = (error: Error) => {
      why = error.message
    }
    // Both of them tell of an error; an end without one, as by a signer that was stopped, is told by `close` alone.
    createInterface({ input: socket }).on('line', heard).on('error', noted)
    socket.on('error', noted)
    socket.on('close', () => over(new SignerAway(why)))
    return {
      say: (line) => socket.write(`${line}\n`),
      isOver: () => socket.destroyed,
      cut: () => socket.destroy(),
      hold: () => socket.ref(),
      rest: () => socket.unref(),
      close: async () => {
        if (socket.destroyed) return
        socket.ref()
        const ended = new Promise((resolve) => socket.once('close', resolve))
        socket.end()
        await ended
      },
      pid: () => null,
    }
  }
}
