import type { Bilingual } from '../kernel/text.ts'
import { EngineFault } from './fault.ts'

/**
 * How the public log stands. `signed`: a checkpoint covers all but the last moments. `unsigned`: moves are taken and
 * sequenced, but the signer does not answer, so that nothing new can be proved yet. `refused`: the log does not continue
 * what was signed before; nothing is accepted until somebody has mended it.
 */
export interface LogState {
  readonly state: 'signed' | 'unsigned' | 'refused'
  /** Real time since when, milliseconds since 1970. */
  readonly since: number
  /** What a reader is told; null while all is well. */
  readonly says: Bilingual | null
}

export interface LogWatch {
  readonly state: () => LogState
  readonly broken: () => Error | null
  readonly sealed: () => void
  readonly unsigned: () => void
  readonly refused: (error: Error) => void
}

const awaits: Bilingual = [
  '签名程序暂时没有应答。办理照常进行并已排入日志，新的回执要等签名恢复后才有',
  'The signer does not answer at present. Moves are taken and stand in the log; new receipts come when it signs again',
]

const stopped: Bilingual = [
  '公开日志与先前签过的不一致，已停止受理，等待查明。已经公开的内容和旧回执仍然可以核对',
  'The public log does not continue what was signed before. Nothing is accepted until this is cleared up; what was published, and older receipts, can still be checked',
]

/** Remembers how the log stands. Once refused, it stays so until the server is started again. */
export function watchLog(now: () => number): LogWatch {
  let error: Error | null = null
  let current: LogState = { state: 'signed', since: now(), says: null }
  const become = (state: LogState['state'], says: Bilingual | null) => {
    if (current.state !== state && current.state !== 'refused') current = { state, since: now(), says }
  }
  return {
    state: () => current,
    broken: () => error,
    sealed: () => become('signed', null),
    unsigned: () => become('unsigned', awaits),
    refused: (why) => {
      error ??= why
      become(
        'refused',
        why instanceof EngineFault ? [`${stopped[0]}：${why.says[0]}`, `${stopped[1]}: ${why.says[1]}`] : stopped,
      )
    },
  }
}
