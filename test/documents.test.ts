import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { readConfig } from '../src/core/config/read-config.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import { lint } from '../src/library.ts'
import { text } from '../src/report/text-format.ts'

const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'schemas/README.md', 'editors/vscode/README.md'],
  ...['docs', 'docs/rules', 'editors'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name))
  )
]

test.each(pages)('the links of %s lead somewhere', (page) => {
  const links = [...read(page).matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, link]) => link as string)
  expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([])
})

test('the README shows what its sample command prints', () => {
  const path = 'fixtures/err/migration.yaml'
  const result = lint({ path, text: read(path) }, settingsFor(path, {}, rules))
  const printed = lines(text([result], { color: false, width: 100 }))
  const shown = lines(read('README.md').match(/## What it reports\n\n```\n(.*?)```/s)?.[1] ?? '')
  expect(shown.length).toBeGreaterThan(5)
  expect(printed.join('\n')).toContain(shown.join('\n'))
})

describe('the configs that are shown can be read:', () => {
  const shown = pages.flatMap((page) =>
    [...read(page).matchAll(/```yaml\n(.*?)```/gs)]
      .map(([, block]) => block as string)
      .filter((block) => /^(profile|overrides|baseline|rules|respectForeignIgnores):/m.test(block))
      .map((block) => ({ page, block }))
  )

  test.each(shown)('$page, $block', ({ block }) => {
    expect(() => readConfig({ path: 'jobsworth.yaml', text: block }, rules)).not.toThrow()
  })
})

function read(path: string): string {
  return readFileSync(path, 'utf8')
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}
