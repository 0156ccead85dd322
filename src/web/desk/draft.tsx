import type { ReactNode } from 'react'
import type { Fields } from '../../kernel/field.ts'
import type { Language } from '../../kernel/text.ts'
import { bilingual } from '../text/bilingual.ts'
import type { Visit } from './visit.ts'

const texts = bilingual(
  {
    found: '有一份没有提交的草稿，存于 ',
    use: '接着写这份草稿',
    drop: '删掉它',
    kept: '草稿只存在这台电脑的浏览器里，提交或退出登录后自动清除。附件不存。',
    saved: '存于 ',
  },
  {
    found: 'There is a draft that was not submitted, of ',
    use: 'Go on with it',
    drop: 'Remove it',
    kept: 'The draft is kept in this browser only, and removed once it is submitted or you sign out. Files are not kept.',
    saved: 'Kept ',
  },
)

/**
 * Under which name the browser keeps what is typed, each person's own; none for a form that asks who somebody is: that must
 * lie nowhere but in the vault.
 */
export function draftName({ me }: Pick<Visit, 'me'>, fields: Fields, name: string): { readonly draft?: string } {
  const isSecret = Object.values(fields).some(({ kind }) => kind === 'identity')
  return isSecret || Object.keys(fields).length === 0 ? {} : { draft: `${me.account.id}/${name}` }
}

/** What the desk's script shows of drafts; hidden until it runs, so that without it nobody is promised one. */
export function DraftOffer({ lang }: { readonly lang: Language }): ReactNode {
  const t = texts[lang]
  return (
    <div role="status">
      <div className="note blue" hidden data-draft-offer>
        <p className="small">
          {t.found}
          <time />
        </p>
        <p className="row">
          <button className="btn second compact" type="button" data-act="use">
            {t.use}
          </button>
          <button className="btn plain compact" type="button" data-act="drop">
            {t.drop}
          </button>
        </p>
      </div>
    </div>
  )
}

export function DraftNote({ lang }: { readonly lang: Language }): ReactNode {
  const t = texts[lang]
  return (
    <p className="tiny quiet" hidden data-draft-note>
      {t.kept}
      <span hidden>
        {lang === 'zh' ? '' : ' '}
        {t.saved}
        <time />
      </span>
    </p>
  )
}
