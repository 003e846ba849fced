import { UsageError } from '../core/config.ts'
import { deliveryMethods } from '../core/delivery.ts'
import { quoted } from '../core/printable.ts'
import { profiles } from '../core/rule.ts'
import { didYouMean } from '../core/suggest.ts'
import { versionsNamed } from '../kubernetes/version.ts'
import type { CommandSettings } from '../node/settings.ts'

/** What an editor sets for every file, as flags of the command line do. */
export interface EditorSettings {
  /** A config for every file, in place of the nearest to each; relative to the workspace. */
  readonly config?: string
  readonly command: CommandSettings
}

/** Reads the section `jobsworth` of an editor's settings; a UsageError says what is wrong with it. */
export function readEditorSettings(value: unknown): EditorSettings {
  if (typeof value !== 'object' || value === null) return { command: {} }
  const given = value as Readonly<Record<string, unknown>>
  const config = text(given, 'config')
  const profile = oneOf(given, 'profile', profiles)
  const delivery = oneOf(given, 'delivery', deliveryMethods)
  const kubernetes = knownVersions(text(given, 'kubernetesVersion'))
  return {
    ...(config !== undefined && { config }),
    command: {
      ...(profile !== undefined && { profile }),
      ...(delivery !== undefined && { delivery }),
      ...(kubernetes !== undefined && { kubernetes })
    }
  }
}

function text(given: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = given[name] ?? ''
  if (typeof value === 'string') return value === '' ? undefined : value
  throw new UsageError(`The setting jobsworth.${name} is ${quoted(value)}; expected a string.`)
}

function oneOf<Word extends string>(
  given: Readonly<Record<string, unknown>>,
  name: string,
  words: readonly Word[]
): Word | undefined {
  const value = text(given, name)
  const found = words.find((word) => word === value)
  if (value === undefined || found !== undefined) return found
  const expected = `; expected ${words.slice(0, -1).join(', ')} or ${words.at(-1)}.`
  throw new UsageError(
    `The setting jobsworth.${name} is ${quoted(value)}${didYouMean(value, words) || expected}`
  )
}

function knownVersions(named: string | undefined): string | undefined {
  try {
    versionsNamed(named)
    return named
  } catch (error) {
    if (error instanceof RangeError)
      throw new UsageError(`The setting jobsworth.kubernetesVersion: ${error.message}`)
    throw error
  }
}
