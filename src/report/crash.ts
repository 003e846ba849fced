import type { Crash } from '../core/rule/index.ts'
import { cut, printable } from '../text/index.ts'

/** The name given in place of a rule where a file was not read. */
export function crashName({ ruleId = 'not-read' }: Crash): string {
  return ruleId
}

/** The sentence that says a rule of ours crashed or why a file was not read, in every format. */
export function crashMessage({ ruleId, message, stack }: Crash): string {
  const reason = cut(printable(message), 500)
  // What has a stack is our fault, and says so itself.
  if (ruleId === undefined) return stack === undefined ? `Not read: ${reason}` : reason
  return `The rule ${ruleId} crashed: ${reason}. This is a bug in jobsworth; its other rules still ran.`
}
