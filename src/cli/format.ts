import { UsageError } from '../core/config/index.ts'
import type { LintResult } from '../core/rule/index.ts'
import type { TextOptions } from '../node/text-format.ts'
import { type Format, formats } from '../report/index.ts'
import { inert } from '../report/workflow-command.ts'
import { closest } from '../text/index.ts'
import { type Io, wantsColor } from './io.ts'
import type { OptionValues } from './options.ts'

/** The format that a run reports in, loaded before the work begins so that a wrong name is said at once. */
export async function formatNamed(
  values: OptionValues,
  io: Io
): Promise<(...run: Parameters<Format>) => string | Promise<string>> {
  const { format: name = 'text', 'output-file': file } = values
  const format = await load(name, io.cwd, { color: color(values, io), quiet: values.quiet })
  const isForLog = io.env.GITHUB_ACTIONS === 'true' && file === undefined && speechless.has(name)
  return async (results, run) => {
    const text = await format(results, run)
    const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`
    return isForLog ? inert(whole) : whole
  }
}

/** The formats of ours that have nothing to say to the runner of a workflow; a formatter of the user's may have. */
const speechless: ReadonlySet<string> = new Set(
  ['text', ...Object.keys(formats)].filter((name) => name !== 'github')
)

function color(values: OptionValues, io: Io): boolean {
  const flag = values.color ? true : values['no-color'] ? false : undefined
  if (flag === undefined && values['output-file'] !== undefined) return false
  return wantsColor(flag, io, io.stdout)
}

async function load(
  name: string,
  cwd: string,
  options: TextOptions
): Promise<(...run: Parameters<Format>) => string | Promise<string>> {
  const builtIn = Object.entries(formats).find(([known]) => known === name)
  if (builtIn !== undefined) return builtIn[1]
  if (name === 'text') {
    const { text } = await import('../node/text-format.ts')
    return (results: readonly LintResult[]) => text(results, options)
  }
  const { loadFormatter } = await import('../node/eslint-formatter.ts')
  try {
    return await loadFormatter(name, cwd)
  } catch (error) {
    const near = closest(name, ['text', ...Object.keys(formats)])
    if (!(error instanceof UsageError) || near === undefined) throw error
    throw new UsageError(`${error.message} Did you mean "${near}"?`)
  }
}
