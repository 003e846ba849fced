import { resolve } from 'node:path'
import { rules } from '../../rules/index.ts'
import { configFinder } from '../node/config-file.ts'
import { pathFrom } from '../node/paths.ts'
import { type CommandSettings, settingsFinder } from '../node/settings.ts'

/** The settings that hold for a file, as JSON; every rule that is on, with all its options. */
export function printConfig(
  file: string,
  { cwd, config, settings }: { cwd: string; config: string | false | undefined; settings: CommandSettings }
): string {
  const configOf = configFinder({ cwd, rules, config })
  const path = pathFrom(cwd, resolve(cwd, file))
  const found = settingsFinder(configOf, rules, { cwd, command: settings })(path)
  const active = new Map(found.rules.map(({ rule, severity, options }) => [rule.id, [severity, options]]))
  const shown = {
    profile: found.profile,
    delivery: found.delivery ?? 'from the manifest',
    logs: found.logs,
    tasks: found.tasks,
    rules: Object.fromEntries(rules.map(({ id }) => [id, active.get(id) ?? 'off']))
  }
  return `${JSON.stringify(shown, undefined, 2)}\n`
}
