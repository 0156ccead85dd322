import type { Language } from '../../src/kernel/text.ts'
import { type Display, plainDisplay } from '../../src/web/parts/display.ts'
import type { Frame } from '../../src/web/parts/frame.tsx'
import type { Assets } from '../../src/web/style/build.ts'

/** A frame for pages that are rendered without a server. */
export function sampleFrame(
  assets: Assets | null,
  path: string,
  lang: Language = 'zh',
  display: Display = plainDisplay,
): Frame {
  const of = (name: string | undefined) => `/assets/${name ?? 'missing'}`
  return {
    lang,
    display,
    path,
    signedIn: null,
    site: {
      tagline: lang === 'zh' ? '“五型”政府建设公开平台' : 'Open platform of the five-type government',
      demo: true,
      style: of(assets?.style.name),
      icon: of(assets?.icon.name),
    },
  }
}
