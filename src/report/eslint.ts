import { type Edit, edited } from '../core/fix/index.ts'
import { type Crash, type Finding, isActive, type LintResult, type Suppression } from '../core/rule/index.ts'
import { crashMessage } from './crash.ts'
import { namesOf } from './logical-place.ts'
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
  /** What the finding is about; ESLint knows no objects. */
  readonly resource?: { readonly kind?: string; readonly namespace?: string; readonly name?: string }
  /** The template that a rendered stream says it is from. */
  readonly renderedFrom?: string
  /** Set where a rule of ours crashed, or, without a rule, where the file was not read. */
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

function message(finding: Finding, text: string): EslintMessage {
  const { ruleId, severity, message, start, end, fix, resource, source } = finding
  return {
    ruleId,
    severity: severity === 'error' ? 2 : 1,
    ...(severity === 'info' && { level: severity }),
    message,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    ...(resource && { resource: namesOf(resource) }),
    ...(source !== undefined && { renderedFrom: source }),
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

/** Only strings: Node's `path` is not there in a browser. Names such as `<stdin>` do not name a file. */
function absolute(file: string, cwd: string): string {
  if (/^(\/|[A-Za-z]:[\\/]|<.*>$)/.test(file)) return file
  const separator = cwd.includes('\\') ? '\\' : '/'
  const parts = cwd.replace(/(?<![\\/])[\\/]+$/, '').split(separator)
  for (const part of file.split('/')) {
    if (part === '..' && parts.length > 1) parts.pop()
    else if (part !== '.' && part !== '..') parts.push(part)
  }
  return parts.join(separator)
}
