import { type Finding, isActive, type LintResult } from '../core/rule/index.ts'
import { type ListingStyle, listing } from './listing.ts'
import { ranked, summary, unreadLines } from './text.ts'

export interface TextOptions extends ListingStyle {
  /** Whether only errors were asked for, so that a clean report says no more than that. */
  readonly quiet?: boolean | undefined
  /** Whether the report is all that its reader sees: then it says itself what was not read, and why. */
  readonly isAlone?: boolean | undefined
}

/** The default format: the findings by file and object, then how many there are and what was read. */
export function text(results: readonly LintResult[], options: TextOptions): string {
  const { shown, left } = fewEnough(results, options)
  const blocks = shown.map((result) => listing(result, options)).filter((block) => block !== '')
  const unread = options.isAlone ? unreadLines(results) : []
  const listed = [...blocks, ...(unread.length > 0 ? [unread.map((line) => `${line}\n`).join('')] : [])]
  return [...listed, summary(results, { ...options, left })].join('\n')
}

/** Nobody reads on in a terminal after so many; a file or a program takes them all. */
const most = 1000

/** What counts, and on a terminal no more of it than somebody reads: errors before the rest. */
function fewEnough(
  results: readonly LintResult[],
  { width }: TextOptions
): { readonly shown: readonly LintResult[]; readonly left: number } {
  const active = results.map((result) => ({ ...result, findings: result.findings.filter(isActive) }))
  const all = active.flatMap(({ findings }) => findings)
  if (width === undefined || all.length <= most) return { shown: active, left: 0 }
  const kept = new Set<Finding>(ranked(all).slice(0, most))
  const shown = active.map((result) => ({
    ...result,
    findings: result.findings.filter((finding) => kept.has(finding))
  }))
  return { shown, left: all.length - most }
}
