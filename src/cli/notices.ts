import type { LintFilesResult } from '../node/lint-files.ts'
import { crashMessage } from '../report/crash.ts'
import { printable } from '../text/index.ts'

export interface NoticeOptions {
  readonly isDebug: boolean
  /** Whether the report names the templates already, where the same people read it. */
  readonly hasTemplates?: boolean
  /** Whether every file with templates is named, however many there are. */
  readonly isVerbose?: boolean
}

/** What standard error says beside the report: files that were not read, rules that crashed, templates passed by, and the rest. */
export function notices(
  { results, problems, notes }: LintFilesResult,
  { isDebug, hasTemplates = false, isVerbose = false }: NoticeOptions
): string {
  const stacks = (stack: string | undefined) => (isDebug && stack !== undefined ? [stack] : [])
  const crashes = results.flatMap((result) => result.crashes)
  const lines = [
    ...problems.flatMap(({ file, message, stack }) => [`${printable(file)}: ${message}`, ...stacks(stack)]),
    ...crashes.flatMap((crash) => [
      `${printable(crash.file)}: ${crashMessage(crash)}`,
      ...stacks(crash.stack)
    ]),
    ...(hasTemplates && !isVerbose ? [] : templates(results, isVerbose)),
    ...notes
  ]
  return lines.map((line) => `${line}\n`).join('')
}

const most = 5

function templates(results: LintFilesResult['results'], isVerbose: boolean): string[] {
  const skipped = results.filter(({ templates }) => templates > 0)
  const named = isVerbose ? skipped : skipped.slice(0, most)
  const lines = named.map(({ file, templates, chart }) => {
    const [subject, them] =
      templates === 1
        ? ['1 document is an unrendered template', 'it']
        : [`${templates} documents are unrendered templates`, 'them']
    return `${printable(file)}: ${subject}; ${advice(them, chart)}.`
  })
  const more = skipped.length - named.length
  if (more === 0) return lines
  const [files, they] = more === 1 ? ['file', 'it is'] : ['files', 'they are']
  return [...lines, `${more} more ${files} with unrendered templates: --verbose says which ${they}.`]
}

/** Only a chart is rendered by Helm. */
function advice(them: string, chart: string | undefined): string {
  if (chart === undefined) return `render ${them} and lint the output`
  const folder = chart.includes('/') ? chart.slice(0, chart.lastIndexOf('/')) : '.'
  return `render the chart and lint the output: helm template ${printable(folder)} | jobsworth -`
}
