import { rules } from '../../rules/index.ts'
import { UsageError } from '../core/config/index.ts'
import { type FileView, viewOf } from '../node/resources-of.ts'
import { explain as page } from '../report/explain.ts'
import { explainTasks } from '../report/task-report.ts'
import { didYouMean, quoted } from '../text/index.ts'
import type { Arguments } from './arguments.ts'
import { configOf, settingsOf } from './choices.ts'
import type { Io } from './io.ts'

/** What `jobsworth explain` shows: the page of each rule, or with `--task` what was seen in a file and why. */
export async function explain({ operands, values }: Arguments, { cwd }: Io): Promise<string> {
  const { task } = values
  if (task !== undefined) {
    if (operands[0] !== undefined)
      throw new UsageError(`--task takes only one file; remove ${quoted(operands[0])}.`)
    const config = configOf(values)
    return tasksIn(task, await viewOf(task, { cwd, rules, config, command: settingsOf(values) }))
  }
  if (operands.length === 0) {
    throw new UsageError(
      'Which rule? For example: jobsworth explain ttl-required. `jobsworth rules` lists them all.'
    )
  }
  return operands.map(pageOf).join('\n')
}

function tasksIn(name: string, { source, resources }: FileView): string {
  if ('message' in source) throw new UsageError(`${quoted(name)}: ${source.message}`)
  return resources.length > 0
    ? explainTasks(source, resources)
    : `${quoted(name)} contains no Job, CronJob or Pod.\n`
}

function pageOf(id: string): string {
  const rule = rules.find((candidate) => candidate.id === id)
  if (rule) return page(rule)
  const ids = rules.map((candidate) => candidate.id)
  throw new UsageError(
    `Unknown rule ${quoted(id)}${didYouMean(id, ids) || '; `jobsworth rules` lists them all.'}`
  )
}
