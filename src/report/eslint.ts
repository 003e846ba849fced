import { type Edit, edited } from '../core/fix/index.ts'
import { type Crash, type Finding, isActive, type LintResult, type Suppression } from '../core/rule/index.ts'
import { printable } from '../text/index.ts'
import { pageOf, type RunFacts } from './run-facts.ts'

/** A finding as ESLint's formatters read it. */
export interface EslintMessage {
  readonly ruleId: string | null
  readonly severity: 1 | 2
  /** ESLint has no third severity: what is only worth knowing is a warning that says so. */
  readonly level?: 'info'
  readonly message: string
  readonly line: number
  readonly column: number
  readonly endLine?: number
  readonly endColumn?: number
  /** The safe fix, in UTF-16 offsets into the source; unsafe ones are only suggested. */
  readonly fix?: EslintFix
  readonly suggestions?: readonly { readonly desc: string; readonly fix: EslintFix }[]
  /** Set where a rule of ours crashed, or, without a rule, where the file was not linted. */
  readonly fatal?: true
}

/** A finding that does not count; `directive` is all that ESLint knows to suppress one, `by` says what it was here. */
export interface EslintSuppressed extends EslintMessage {
  readonly suppressions: readonly {
    readonly kind: 'directive'
    readonly justification: string
    readonly by: Suppression['by']
  }[]
}

export interface EslintFix {
  readonly range: readonly [number, number]
  readonly text: string
}

/** A file's findings as ESLint's formatters read them. */
export interface EslintResult {
  readonly filePath: string
  readonly messages: readonly EslintMessage[]
  readonly suppressedMessages: readonly EslintSuppressed[]
  readonly errorCount: number
  readonly fatalErrorCount: number
  readonly warningCount: number
  readonly fixableErrorCount: number
  readonly fixableWarningCount: number
  readonly usedDeprecatedRules: readonly never[]
  readonly source?: string
  /** The text with fixes made, where that was asked for. */
  readonly output?: string
}

/** The results in the shape of ESLint's, clean files included. */
export function toEslintResults(
  results: readonly LintResult[],
  { cwd }: Pick<RunFacts, 'cwd'>
): EslintResult[] {
  return results.map(({ file, text, findings, crashes, output }) => {
    const messages = [
      ...crashes.map(fatal),
      ...findings.filter(isActive).map((finding) => message(finding, text))
    ]
    const fixable = messages.filter(({ fix }) => fix !== undefined)
    return {
      filePath: absolute(file, cwd),
      messages,
      suppressedMessages: findings.flatMap((finding) => suppressed(finding, text)),
      errorCount: messages.filter(({ severity }) => severity === 2).length,
      fatalErrorCount: crashes.length,
      warningCount: messages.filter(({ severity }) => severity === 1).length,
      fixableErrorCount: fixable.filter(({ severity }) => severity === 2).length,
      fixableWarningCount: fixable.filter(({ severity }) => severity === 1).length,
      usedDeprecatedRules: [],
      ...(output !== undefined && { output }),
      ...(messages.length > 0 && { source: text })
    }
  })
}

/** What ESLint hands to a formatter besides the results. */
export function formatterContext(run: RunFacts) {
  const rulesMeta = run.rules.map((rule) => {
    const type = rule.category === 'validity' ? 'problem' : 'suggestion'
    return [rule.id, { type, docs: { description: rule.summary, url: pageOf(rule, run) } }] as const
  })
  return { cwd: run.cwd, rulesMeta: Object.fromEntries(rulesMeta) }
}

/** What stands for the rule of a finding where a file was not linted. */
export function crashName({ ruleId = 'not-linted' }: Crash): string {
  return ruleId
}

/** The sentence that says a rule of ours crashed or why a file was not linted, in every format. */
export function crashMessage({ ruleId, message, on = [] }: Crash): string {
  if (ruleId === undefined) return `Not linted. ${message}`
  const where = on.length === 0 ? '' : ` on ${sites(on)}`
  const lost = on.length === 0 ? 'of this file' : 'there'
  return `The rule ${ruleId} crashed${where}: ${message}. This is a bug in jobsworth; what the rule finds ${lost} is missing, all else was checked.`
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

function message({ ruleId, severity, message, start, end, fix }: Finding, text: string): EslintMessage {
  return {
    ruleId,
    severity: severity === 'error' ? 2 : 1,
    ...(severity === 'info' && { level: severity }),
    message,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    ...(fix?.safety === 'safe' && { fix: asOne(fix.edits, text) }),
    ...(fix?.safety === 'unsafe' && { suggestions: [{ desc: fix.title, fix: asOne(fix.edits, text) }] })
  }
}

function suppressed(finding: Finding, text: string): EslintSuppressed[] {
  if (finding.suppressed === undefined) return []
  const { by, reason: justification = '' } = finding.suppressed
  return [{ ...message(finding, text), suppressions: [{ kind: 'directive', justification, by }] }]
}

/** ESLint knows one stretch a fix: from the first edit to the last, what lies between as it is. */
function asOne(edits: readonly Edit[], text: string): EslintFix {
  const [start, end] = [edits[0]?.start ?? 0, edits.at(-1)?.end ?? 0]
  return { range: [start, end], text: edited(text.slice(start, end), edits, start) }
}

function fatal(crash: Crash): EslintMessage {
  const { ruleId = null } = crash
  return { ruleId, fatal: true, severity: 2, message: crashMessage(crash), line: 1, column: 1 }
}

/** Only strings: Node's `path` is not there in a browser. Names such as `<stdin>` stand for no file. */
function absolute(file: string, cwd: string): string {
  if (/^(\/|[A-Za-z]:[\\/]|<.*>$)/.test(file)) return file
  const separator = cwd.includes('\\') ? '\\' : '/'
  const parts = cwd.replace(/[\\/]+$/, '').split(separator)
  for (const part of file.split('/')) {
    if (part === '..' && parts.length > 1) parts.pop()
    else if (part !== '.' && part !== '..') parts.push(part)
  }
  return parts.join(separator)
}
