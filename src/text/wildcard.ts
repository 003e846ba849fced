/** Whether a text is what a pattern says, in which `*` matches any characters; no backtracking, whatever is written. */
export function fitsWildcard(text: string, pattern: string): boolean {
  return fitsParts(text, pattern.split('*'))
}

/** The same for a pattern already split at its stars. */
export function fitsParts(text: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first) || !text.endsWith(last)) return false
  let from = first.length
  for (const part of rest) {
    const at = text.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return from <= text.length - last.length
}
