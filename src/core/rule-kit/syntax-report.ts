import type { Explained } from '../../yaml/index.ts'
import type { Report } from '../rule/index.ts'

/** A slip in a text as a report; its fix is unsafe, since nobody can know what a broken text was meant to say. */
export function syntaxReport({ start, end, message, fix }: Explained): Report {
  return {
    at: { start, end },
    message,
    ...(fix && {
      fix: {
        title: fix.title,
        safety: 'unsafe',
        changes: fix.edits.map(({ start, end, text }) => ({ replace: { start, end }, by: text }))
      }
    })
  }
}
