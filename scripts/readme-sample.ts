import { readFileSync } from 'node:fs'
import { settingsFor } from '../src/core/config/settings.ts'
// Not from library.ts, which brings rules/index.ts as it was before `generate` wrote it.
import { lint } from '../src/core/lint.ts'
import type { Rule } from '../src/core/rule/rule.ts'
import { text } from '../src/report/text-format.ts'

/** The README with what its sample command prints on a terminal of a hundred columns. */
export function withSample(readme: string, rules: readonly Rule[]): string {
  const path = 'fixtures/err/migration.yaml'
  const { result } = lint({ path, text: readFileSync(path, 'utf8') }, settingsFor(path, {}, rules))
  const [listing = '', summary = ''] = text([result], { color: false, width: 100 }).split('\n\n')
  const shown = `${listing}\n\n${summary.split('\n').slice(0, 2).join('\n')}\n`
  if (!sample.test(readme)) throw new Error('README.md has no listing below "## What it reports".')
  return readme.replace(sample, () => shown)
}

const sample = /(?<=## What it reports\n\n```\n)[\s\S]*?(?=```)/
