import type { Bilingual } from '../kernel/text.ts'

/** Why a file cannot be read, each with one sentence that says what to do. */
export const unreadable = {
  missing: ['找不到这个文件，请检查路径。', 'There is no such file; check the path.'],
  empty: ['这个文件是空的，请换一份有正文的文件。', 'The file is empty; use one that holds the text.'],
  'too-large': [
    '这个文件超过 50 MB，请只保留正文后再试。',
    'The file is larger than 50 MB; keep only the text and try again.',
  ],
  'unknown-format': [
    '认不出这种格式，请另存为 docx、odt、html、带文字层的 pdf 或 txt。',
    'This format is not known; save the document as docx, odt, html, pdf with a text layer, or txt.',
  ],
  encrypted: ['这个文件加了密码，请先取消密码再试。', 'The file is protected by a password; remove it and try again.'],
  macros: [
    '这个文件带宏，为安全起见不打开，请另存为 docx 再试。',
    'The file may hold macros and is not opened; save it as docx and try again.',
  ],
  bomb: [
    '这个压缩包展开后异常巨大，没有打开，请从原稿重新导出。',
    'The archive would expand to an abnormal size and was not opened; export the document again.',
  ],
  damaged: [
    '这个文件已损坏或不完整，请从原稿重新导出。',
    'The file is damaged or incomplete; export the document again.',
  ],
  scanned: [
    '这份 pdf 是扫描图片，没有文字，请先做文字识别（OCR）或找可编辑的原稿。',
    'This pdf holds scanned pictures and no text; run text recognition (OCR) or find the editable original.',
  ],
  'no-text': [
    '这个文件里没有可读的文字，请换一份有正文的文件。',
    'The file holds no readable text; use one that does.',
  ],
} as const satisfies Readonly<Record<string, Bilingual>>

export type UnreadableCode = keyof typeof unreadable

export type Format = 'txt' | 'html' | 'docx' | 'odt' | 'doc' | 'pdf'

/** The canonical text of a file, or why there is none. Lines end with a line feed; table cells are parted by tabs. */
export type ReadResult =
  | { readonly ok: true; readonly format: Format; readonly text: string }
  | { readonly ok: false; readonly code: UnreadableCode; readonly says: Bilingual }

export function cannotRead(code: UnreadableCode): ReadResult {
  return { ok: false, code, says: unreadable[code] }
}
