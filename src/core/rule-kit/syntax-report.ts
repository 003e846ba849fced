import type { ExplainedFault } from '../document/index.ts'
import type { Report } from '../rule/index.ts'

/** A slip in a text as a report; its fix is unsafe, since nobody can know what a broken text was meant to say. */
export function syntaxReport({ start, end, message, kubectl, fix }: ExplainedFault): Report {
  return {
    at: { start, end },
    message: kubectl === undefined ? message : `${message} kubectl says: ${kubectl}.`,
    ...(fix && {
      fix: {
        title: fix.title,
        safety: 'unsafe',
        changes: fix.edits.map(({ start, end, text }) => ({ replace: { start, end }, by: text }))
      }
    })
  }
}
