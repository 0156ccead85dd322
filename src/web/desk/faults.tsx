import type { FastifyError, FastifyInstance } from 'fastify'
import { EngineFault } from '../../engine/fault.ts'
import { statusOfCode } from '../../http/problem.ts'
import { type Bilingual, inLanguage } from '../../kernel/text.ts'
import { ErrorNotice } from '../parts/form.tsx'
import { languageOf, type Site } from '../site/site.ts'
import { hrefIn, texts as partTexts } from '../text/texts.ts'
import { showPlain } from './plain.tsx'

type Fault = Error & Partial<Pick<FastifyError, 'code' | 'statusCode'>>

interface Told {
  readonly code: 'too-large' | 'too-many-requests' | 'malformed' | 'unavailable' | 'fault'
  readonly says: Bilingual
}

const tooLarge: ReadonlySet<string | undefined> = new Set([
  'FST_ERR_CTP_BODY_TOO_LARGE',
  'FST_REQ_FILE_TOO_LARGE',
  'FST_FILES_LIMIT',
  'FST_FIELDS_LIMIT',
])

function toldOf(error: Fault, id: string): Told {
  if (error instanceof EngineFault) return { code: 'unavailable', says: error.says }
  if (tooLarge.has(error.code)) {
    return {
      code: 'too-large',
      says: [
        '文件太大或者太多：每个不超过 20 MB，一次不超过 20 个。没有提交，按后退可以重选',
        'A file is too large or there are too many: 20 MB each, 20 at a time. Nothing was submitted; go back and choose again',
      ],
    }
  }
  if (error.statusCode === 429) {
    return {
      code: 'too-many-requests',
      says: ['请求太多，请一分钟后再试', 'Too many requests; try again in a minute'],
    }
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return {
      code: 'malformed',
      says: ['这次请求写得不对，没有提交', 'The request is malformed; nothing was submitted'],
    }
  }
  return {
    code: 'fault',
    says: [
      `我们的系统出了错，编号 ${id}。您提交的没有生效，可以再试`,
      `A fault of ours, number ${id}. Nothing was changed; you may try again`,
    ],
  }
}

/** Whatever goes wrong under the desk is told on a page, in words that say what to do. */
export function addFaultPages(app: FastifyInstance, site: Site): void {
  app.setErrorHandler((error: Fault, request, reply) => {
    const told = toldOf(error, request.id)
    // Ids only: the error itself may hold what somebody wrote.
    if (told.code === 'fault') {
      request.log.error(
        {
          id: request.id,
          route: request.routeOptions.url,
          error: error.name,
          stack: error.stack?.split('\n').slice(1, 6),
        },
        'fault',
      )
    }
    const lang = languageOf(request.url)
    const says = inLanguage(told.says, lang)
    return showPlain(site, request, reply, {
      title: says,
      status: statusOfCode(told.code),
      children: (
        <ErrorNotice title={says} again={{ href: hrefIn(lang, '/desk'), label: partTexts[lang].frame.desk }}>
          {request.url.split('?')[0]}
        </ErrorNotice>
      ),
    })
  })
}
