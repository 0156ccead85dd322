/** A text without the characters at its end that are among `chars`. Linear, where a pattern such as /[,;]+$/ is quadratic. */
export function withoutTrailing(text: string, chars: string): string {
  let end = text.length
  while (end > 0 && chars.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}
