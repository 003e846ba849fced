import { knownVersions, oneOf, UsageError } from '../core/config/index.ts'
import { deliveryMethods } from '../core/manifest/index.ts'
import { profiles } from '../core/rule/index.ts'
import type { CommandSettings } from '../node/settings.ts'
import { quoted } from '../text/index.ts'

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
  const [profile, delivery, version] = ['profile', 'delivery', 'kubernetesVersion'].map((name) =>
    text(given, name)
  )
  return {
    ...(config !== undefined && { config }),
    command: {
      ...(profile !== undefined && { profile: oneOf(named('profile'), profile, profiles) }),
      ...(delivery !== undefined && { delivery: oneOf(named('delivery'), delivery, deliveryMethods) }),
      ...(version !== undefined && { kubernetes: knownVersions(named('kubernetesVersion'), version) })
    }
  }
}

function text(given: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = given[name] ?? ''
  if (typeof value === 'string') return value === '' ? undefined : value
  throw new UsageError(`${named(name)} is ${quoted(value)}; expected a string.`)
}

function named(name: string): string {
  return `The setting jobsworth.${name}`
}
