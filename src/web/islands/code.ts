/** On the page that shows a secret code once: prints the page, copies number and code. */
const box = document.querySelector<HTMLElement>('[data-code]')
if (box) {
  const [print, copy] = box.querySelectorAll('button')
  const answer = box.querySelector('[role=status]')
  box.hidden = false
  print?.addEventListener('click', () => window.print())
  copy?.addEventListener('click', async () => {
    await navigator.clipboard.writeText(box.dataset.code ?? '')
    if (answer) answer.textContent = box.dataset.copied ?? ''
  })
}
