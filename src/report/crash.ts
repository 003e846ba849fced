import type { Crash } from '../core/rule/index.ts'
import { cut, printable } from '../text/index.ts'

/** The name given in place of a rule where a file was not read. */
export function crashName({ ruleId = 'not-read' }: Crash): string {
  return ruleId
}

/** The sentence that says a rule of ours crashed or why a file was not read, in every format. */
export function crashMessage({ ruleId, message, stack, on = [] }: Crash): string {
  const reason = cut(printable(message), 500)
  // What has a stack is our fault, and says so itself.
  if (ruleId === undefined) return stack === undefined ? `Not read: ${reason}` : reason
  const where = on.length === 0 ? '' : ` on ${sites(on)}`
  const lost = on.length === 0 ? 'in this file' : 'there'
  return `The rule ${ruleId} crashed${where}: ${reason}. This is a bug in jobsworth; what the rule finds ${lost} is missing, everything else was checked.`
}

const mostSites = 3

/** What a rule crashed on: `Job shop/migrate (line 3)`, or the document of a line. */
function sites(on: NonNullable<Crash['on']>): string {
  const shown = on.slice(0, mostSites).map(({ resource, line }) => {
    if (resource === undefined) return `the document at line ${line}`
    const { kind, namespace, name, generateName } = resource
    const own = [namespace, name ?? generateName].filter((part) => part !== undefined).join('/')
    return `${printable(own === '' ? kind : `${kind} ${own}`)} (line ${line})`
  })
  const more = on.length - shown.length
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ')
}
