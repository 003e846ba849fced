import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { type Settings, settingsFor } from '../src/core/config/settings.ts'
import type { Finding } from '../src/core/rule/finding.ts'
import { lint } from '../src/library.ts'
import { claim } from './readme.ts'
import { recorded, shared } from './shared.ts'
import { truth } from './truth.ts'
import { misreported, silence } from './verdict-differences.ts'

interface Row {
  readonly id: string
  readonly text: string
  /** Version → what that version's own validation code said of each document. */
  readonly versions: Readonly<Record<string, readonly Verdict[]>>
}

interface Verdict {
  readonly accepted?: boolean | null
  readonly validationErrors?: readonly { readonly field: string }[]
  readonly warnings?: readonly string[] | null
}

interface Judged {
  readonly id: string
  readonly version: string
  readonly verdicts: readonly Verdict[]
  readonly isRefused: boolean
  readonly findings: readonly Finding[]
}

const known = new Map<string, Settings>()

/** All that were recorded, where they are; those in truth/ elsewhere. */
const whole = shared('kubernetes', 'verdicts', 'versions.jsonl')
const open = truth<Row>('versions')
const all = [...judged(whole === undefined ? open : recorded<Row>(whole))]
const versions = [...new Set(all.map(({ version }) => version))].sort()

/** Each text that a version judged, and what we say of it. */
function* judged(rows: readonly Row[]): Generator<Judged> {
  for (const { id, text, versions } of rows) {
    for (const [version, verdicts] of Object.entries(versions)) {
      const { findings, crashes } = lint({ path: 'job.yaml', text }, settingsByVersion(version))
      expect(crashes, id).toEqual([])
      const isRefused = verdicts.some(({ accepted }) => accepted === false)
      yield { id, version, verdicts, isRefused, findings }
    }
  }
}

describe('the verdicts of each version', () => {
  test.each(versions)('%s: what is refused has an error, what is accepted has none', (version) => {
    const own = all.filter((one) => one.version === version)
    const different = own.filter(isDifferent)
    const share = (1 - different.length / own.length) * 100
    console.log(`${version}: ${own.length - different.length} of ${own.length} (${share.toFixed(2)} %)`)
    expect(different.map(({ id }) => id)).toEqual([])
  })

  test.each(versions)('%s: what the server warns of has a warning, and nothing else', (version) => {
    const accepted = all.filter((one) => one.version === version && !one.isRefused)
    const different = accepted.filter(({ verdicts, findings }) => {
      const theirs = verdicts.flatMap(({ warnings }) => warnings ?? [])
      const isWarned = theirs.some((warning) => !misreported(version, warning))
      return isWarned !== findings.some(({ ruleId }) => ruleId === 'api-warning')
    })
    expect(different.map(({ id }) => id)).toEqual([])
  })

  test('nothing is called dropped that the server refuses at its place or right around it', () => {
    const contradictions = all.flatMap(({ id, version, verdicts, findings }) => {
      const refused = verdicts
        .flatMap(({ validationErrors = [] }) => validationErrors)
        .map(({ field }) => field.replace(/\[([^\]]*)\]/g, '.$1'))
      return findings
        .filter(({ ruleId }) => ruleId === 'version-support')
        .map(({ path }) => path.join('.'))
        .filter((place) => refused.some((field) => `${field}.`.startsWith(`${place}.`)))
        .map((place) => `${id} ${version} ${place}`)
    })
    expect(contradictions).toEqual([])
    expect(all.flatMap(({ findings }) => findings).some(({ ruleId }) => ruleId === 'version-support')).toBe(
      true
    )
  })

  test('differ as often as the README says', () => {
    const ids = new Set(open.map(({ id }) => id))
    const ours = all.filter(({ id }) => ids.has(id))
    const different = ours.filter(isDifferent)
    expect(claim(/([\d,]+) answers of each version's own code, in (\d+)/)).toEqual([
      ours.length,
      different.length
    ])
  })
})

function isDifferent({ isRefused, findings }: Judged): boolean {
  const errors = findings.filter(({ severity, ruleId }) => severity === 'error' && !silence.includes(ruleId))
  return isRefused !== errors.length > 0
}

function settingsByVersion(version: string): Settings {
  const settings =
    known.get(version) ?? settingsFor('job.yaml', { profile: 'minimal', kubernetes: version }, rules)
  known.set(version, settings)
  return settings
}
