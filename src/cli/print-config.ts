import { dirname, resolve } from 'node:path'
import { rules } from '../../rules/index.ts'
import { UsageError } from '../core/config.ts'
import { quoted } from '../core/printable.ts'
import { configFinder } from '../node/config-file.ts'
import { pathFrom } from '../node/paths.ts'
import { settingsFinder } from '../node/settings.ts'
import type { Arguments } from './arguments.ts'
import { configOf, settingsOf } from './choices.ts'
import type { Io } from './io.ts'

/** What `--print-config FILE` shows: where its config is, and every rule's severity and options, as JSON. */
export function printConfig({ operands, values }: Arguments, { cwd }: Io): string {
  const [extra] = operands
  if (extra !== undefined)
    throw new UsageError(`--print-config takes one file; ${quoted(extra)} is one too many.`)
  const file = values['print-config'] ?? ''
  const find = configFinder({ cwd, rules, config: configOf(values) })
  const { path } = find(dirname(resolve(cwd, file)))
  const settings = settingsFinder(find, rules, { cwd, command: settingsOf(values) })(file)
  const active = new Map(settings.rules.map((entry) => [entry.rule.id, entry]))
  const shown = {
    file,
    config: path === undefined ? null : pathFrom(cwd, path),
    profile: settings.profile,
    kubernetes: settings.kubernetes,
    delivery: settings.delivery ?? null,
    logs: settings.logs,
    tasks: settings.tasks,
    rules: Object.fromEntries(rules.map(({ id }) => [id, setting(active.get(id))]))
  }
  return `${JSON.stringify(shown, undefined, 2)}\n`
}

type Active = ReturnType<ReturnType<typeof settingsFinder>>['rules'][number]

function setting(active: Active | undefined) {
  if (active === undefined) return 'off'
  const { severity, options } = active
  return Object.keys(options).length === 0 ? severity : [severity, options]
}
