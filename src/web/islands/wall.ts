/** Live filter of the wall's list: rows that do not hold what is typed are hidden as it is typed. */
const box = document.querySelector<HTMLElement>('[data-filter]')
const input = box?.querySelector('input')
if (box && input) {
  const rows = [...document.querySelectorAll<HTMLElement>('.wall-row')]
  const answer = box.querySelector('[role=status]')
  box.hidden = rows.length < 2
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
    for (const row of rows) {
      const text = row.textContent?.toLowerCase() ?? ''
      row.hidden = !words.every((word) => text.includes(word))
    }
    if (answer) answer.textContent = `${rows.filter((row) => !row.hidden).length} / ${rows.length}`
  })
}
