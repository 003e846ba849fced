import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { type Settings, settingsFor } from '../src/core/config/settings.ts'
import { lint } from '../src/library.ts'
import { claim } from './readme.ts'
import { truth } from './truth.ts'
import { causesByVersion, silence } from './verdict-differences.ts'

interface Row {
  readonly id: string
  readonly text: string
  /** Version → what that version's own validation code said of each document. */
  readonly versions: Readonly<Record<string, readonly { readonly accepted?: boolean | null }[]>>
}

/** Each text that a version judged: whether it refused something, and whether we do. */
function* judged(): Generator<{ id: string; version: string; text: string; theirs: boolean; ours: boolean }> {
  for (const { id, text, versions } of truth<Row>('versions')) {
    for (const [version, documents] of Object.entries(versions)) {
      const settings = settingsByVersion(version)
      const { findings, crashes } = lint({ path: 'job.yaml', text }, settings)
      expect(crashes, id).toEqual([])
      const theirs = documents.some(({ accepted }) => accepted === false)
      const ours = findings.some(({ severity, ruleId }) => severity === 'error' && !silence.includes(ruleId))
      yield { id, version, text, theirs, ours }
    }
  }
}

describe('the verdicts of each version', () => {
  const all = [...judged()]
  const different = all.filter(({ theirs, ours }) => theirs !== ours)

  test('differ only where a field is off in a version, and dropped before the rest is judged', () => {
    const causes = different.map(
      ({ text, version }) =>
        causesByVersion.find(({ field, on }) => field.test(text) && isBefore(version, on))?.why
    )
    const counts = causesByVersion.map(({ why }) => [why, causes.filter((cause) => cause === why).length])
    expect(causes.filter((why) => why === undefined)).toEqual([])
    expect(counts).toEqual(causesByVersion.map(({ why, verdicts }) => [why, verdicts]))
  })

  test('are as many as the README says', () => {
    expect(claim(/([\d,]+) answers of each version's own code[^\d]*(\d+)/)).toEqual([
      all.length,
      different.length
    ])
  })
})

const known = new Map<string, Settings>()

function settingsByVersion(version: string): Settings {
  const settings =
    known.get(version) ?? settingsFor('job.yaml', { profile: 'minimal', kubernetes: version }, rules)
  known.set(version, settings)
  return settings
}

function isBefore(version: string, on: string): boolean {
  return Number(version.split('.')[1]) < Number(on.split('.')[1])
}
