import { rules } from '../../rules/index.ts'
import { knownVersions, oneOf, type RuleSetting, readRuleSetting, UsageError } from '../core/config/index.ts'
import { deliveryMethods } from '../core/manifest/index.ts'
import { profiles } from '../core/rule/index.ts'
import type { CommandSettings } from '../node/settings.ts'
import { quoted } from '../text/index.ts'
import type { OptionValues } from './options.ts'

/** The settings that flags make for every file of the run. */
export function settingsOf(values: OptionValues): CommandSettings {
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

/** The config that flags choose: a file, none (`false`), or the nearest to each file. */
export function configOf(values: OptionValues): string | false | undefined {
  return values['no-config'] ? false : values.config
}

/** The baseline that flags choose: a file, none (`false`), or what the configs say. */
export function baselineOf(values: OptionValues): string | false | undefined {
  return values['no-baseline'] ? false : values.baseline
}

/** The value of a flag that takes a number to count to. */
export function count(flag: string, value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value)
  throw new UsageError(`${flag} is ${quoted(value)}; expected a whole number.`)
}
