import type { Edit } from './change.ts'

/** Whether no edits overlap; several may insert at one place. */
export function areApart(edits: readonly Edit[]): boolean {
  return edits.every((edit, index) => edit.start >= (edits[index - 1]?.end ?? 0))
}

/** A text with edits made that are in order and apart; `base` is where the text begins in what they were written for. */
export function edited(text: string, edits: readonly Edit[], base = 0): string {
  const parts: string[] = []
  let at = 0
  for (const { start, end, text: by } of edits) {
    parts.push(text.slice(at, start - base), by)
    at = end - base
  }
  return [...parts, text.slice(at)].join('')
}
