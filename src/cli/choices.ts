import { rules } from '../../rules/index.ts'
import { type RuleSetting, UsageError } from '../core/config.ts'
import { deliveryMethods } from '../core/delivery.ts'
import { quoted } from '../core/printable.ts'
import { readRuleSetting } from '../core/read-config.ts'
import { profiles } from '../core/rule.ts'
import { didYouMean } from '../core/suggest.ts'
import { versionsNamed } from '../kubernetes/version.ts'
import type { CommandSettings } from '../node/settings.ts'
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
    ...(version !== undefined && { kubernetes: knownVersions(version) }),
    ...(values['no-inline-config'] && { inlineConfig: false }),
    rules: { ...(values['report-unused-disable-directives'] && reportUnused), ...settings }
  }
}

const reportUnused: Readonly<Record<string, RuleSetting>> = { 'unused-disable-directive': 'warning' }

function knownVersions(named: string): string {
  try {
    versionsNamed(named)
    return named
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`--kubernetes-version: ${error.message}`) : error
  }
}

/** The baseline that flags choose: a file, none (`false`), or what the configs say. */
export function baselineOf(values: OptionValues): string | false | undefined {
  return values['no-baseline'] ? false : values.baseline
}

/** The config that flags choose: a file, none (`false`), or the nearest to each file. */
export function configOf(values: OptionValues): string | false | undefined {
  return values['no-config'] ? false : values.config
}

/** The value of a flag that takes one of a few words. */
export function oneOf<Word extends string>(flag: string, value: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === value)
  if (found !== undefined) return found
  const expected = `; expected ${words.slice(0, -1).join(', ')} or ${words.at(-1)}.`
  throw new UsageError(`${flag} is ${quoted(value)}${didYouMean(value, words) || expected}`)
}

/** The value of a flag that takes a number to count to. */
export function count(flag: string, value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value)
  throw new UsageError(`${flag} is ${quoted(value)}; expected a whole number.`)
}
