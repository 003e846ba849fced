import { rules } from '../../rules/index.ts'
import { knownVersions, oneOf, type RuleSetting, readRuleSetting, UsageError } from '../core/config/index.ts'
import { deliveryMethods } from '../core/manifest/index.ts'
import { profiles } from '../core/rule/index.ts'
import { openProject, type Project } from '../node/project.ts'
import type { CommandSettings } from '../node/settings-of.ts'
import { quoted } from '../text/index.ts'
import type { Io } from './io.ts'
import type { CliValues } from './options.ts'

/** The current folder as the flags want it seen. */
export function projectOf(values: CliValues, { cwd }: Io): Project {
  const config = values['no-config'] ? (false as const) : values.config
  const baseline = values['no-baseline'] ? (false as const) : values.baseline
  return openProject({ cwd, rules, config, baseline, command: settingsOf(values), now: Date.now() })
}

/** The settings that flags make for every file of the run. */
function settingsOf(values: CliValues): CommandSettings {
  const { profile, delivery, rule = [], 'kubernetes-version': version } = values
  const settings: Record<string, RuleSetting> = Object.assign(
    {},
    ...rule.map((text) => readRuleSetting(text, rules))
  )
  return {
    ...(profile !== undefined && { profile: oneOf('--profile', profile, profiles) }),
    ...(delivery !== undefined && { delivery: oneOf('--delivery', delivery, deliveryMethods) }),
    ...(version !== undefined && { kubernetes: knownVersions('--kubernetes-version', version) }),
    ...(values['no-inline-config'] && { inlineConfig: false }),
    rules: { ...(values['report-unused-disable-directives'] && reportUnused), ...settings }
  }
}

const reportUnused: Readonly<Record<string, RuleSetting>> = { 'unused-disable-directive': 'warning' }

/** The value of a flag that takes a number to count to. */
export function count(flag: string, value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value)
  throw new UsageError(`${flag} is ${quoted(value)}; expected a whole number.`)
}
