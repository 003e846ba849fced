import { existsSync } from 'node:fs'
import { UsageError } from '../core/config/index.ts'
import type { LintResult } from '../core/rule/index.ts'
import { type Format, formats } from '../report/index.ts'
import { pageAt } from '../report/run-facts.ts'
import { type TextOptions, text } from '../report/text-format.ts'
import { inert } from '../report/workflow-command.ts'
import { closest } from '../text/index.ts'
import { type Io, wantsColor } from './io.ts'
import type { CliValues } from './options.ts'
import { home } from './own-version.ts'
import { repositoryRoot } from './repository-root.ts'
import { fileAddress, showsLinks, widthOf } from './terminal.ts'

/** The format that a run reports in, loaded before the work begins so that a wrong name is said at once. */
export async function formatNamed(
  values: CliValues,
  io: Io
): Promise<(...run: Parameters<Format>) => string | Promise<string>> {
  const { format: name = 'text', 'output-file': file } = values
  const format = await load(name, io.cwd, textOptions(values, io))
  const facts = { root: repositoryRoot(io), ...(home !== undefined && { home }) }
  const isForLog = io.env.GITHUB_ACTIONS === 'true' && file === undefined && speechless.has(name)
  return async (results, run) => {
    const text = await format(results, { ...facts, ...run })
    const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`
    return isForLog ? inert(whole) : whole
  }
}

/** The formats that jobsworth brings. */
const ownNames: readonly string[] = ['text', ...Object.keys(formats), 'friendly']

/** The formats of ours that have nothing to say to the runner of a workflow; a formatter of the user's may have. */
const speechless: ReadonlySet<string> = new Set([...ownNames].filter((name) => name !== 'github'))

function color(values: CliValues, io: Io): boolean {
  const flag = values.color ? true : values['no-color'] ? false : undefined
  if (flag === undefined && values['output-file'] !== undefined) return false
  return wantsColor(flag, io, io.stdout)
}

/** Only a terminal is drawn for: a pipe gets a line a finding, and a file what standard error says, too. */
function textOptions(values: CliValues, io: Io): TextOptions {
  const isAlone = values['output-file'] !== undefined
  const isDrawn = !isAlone && io.stdout.isTTY
  return {
    color: color(values, io),
    width: isDrawn ? widthOf(io) : undefined,
    linkOf: isDrawn && showsLinks(io) ? pageAddress : undefined,
    quiet: values.quiet,
    isAlone
  }
}

/** The page of a rule on the web, else the one that came with this jobsworth. */
function pageAddress(ruleId: string): string | undefined {
  if (home !== undefined) return pageAt(home, ruleId)
  const page = new URL(`../../docs/rules/${ruleId}.md`, import.meta.url)
  return existsSync(page) ? fileAddress(page) : undefined
}

async function load(
  name: string,
  cwd: string,
  options: TextOptions
): Promise<(...run: Parameters<Format>) => string | Promise<string>> {
  const builtIn = Object.entries(formats).find(([known]) => known === name)
  if (builtIn !== undefined) return builtIn[1]
  if (name === 'text') return (results: readonly LintResult[]) => text(results, options)
  if (name === 'friendly') {
    const { friendly } = await import('../node/friendly-format.ts')
    return (results: readonly LintResult[]) => friendly(results, options)
  }
  const { loadFormatter } = await import('../node/eslint-formatter.ts')
  try {
    return await loadFormatter(name, cwd)
  } catch (error) {
    const near = closest(name, ownNames)
    if (!(error instanceof UsageError) || near === undefined) throw error
    throw new UsageError(`${error.message} Did you mean "${near}"?`)
  }
}
