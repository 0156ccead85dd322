/**
 * On a sentence of 编译与校对: one key confirms or countersigns, others take the suggestions, mark a principle, go on or back.
 * Which key does what is in `data-key`, so that a key does only what a button on the page does. The switch on the page of help
 * (WCAG 2.1.4) turns them off.
 */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)

const isOff = () => {
  try {
    return localStorage.getItem('luoshi-keys') === 'off'
  } catch {
    return false
  }
}

const legend = document.querySelector<HTMLElement>('[data-legend]')
if (legend) legend.hidden = isOff()

/** When `g` was pressed: the letter after it leads to another page and is none of ours. */
let after = Number.NEGATIVE_INFINITY
/** A form that was sent is not sent again while the next page comes. */
let isSent = false
document.addEventListener('submit', () => {
  isSent = true
})
window.addEventListener('pageshow', () => {
  isSent = false
})

document.addEventListener(
  'keydown',
  (event) => {
    const { key, target, timeStamp } = event
    if (isOff() || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(target)) return
    const isSecond = timeStamp - after < 1500
    after = key === 'g' ? timeStamp : Number.NEGATIVE_INFINITY
    const does = isSecond ? null : document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key.toLowerCase())}"]`)
    if (!does || isSent) return
    event.preventDefault()
    event.stopImmediatePropagation()
    does.click()
  },
  true,
)
