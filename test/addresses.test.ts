import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { packageWithAddresses, pageWithAddresses } from '../scripts/addresses.ts'
import { configSchema } from '../src/core/config/config-schema.ts'

const facts = JSON.parse(readFileSync('package.json', 'utf8'))
const unpublished = { homepage: '', version: '0.1.0' }
const published = { homepage: 'https://github.com/acme/k8s-jobsworth', version: '1.2.3' }

const pages = ['README.md', 'docs/ci.md', 'docs/formats.md']

describe('publishing is one edit: what follows from the homepage', () => {
  test.each(pages)('%s', (name) => {
    const page = readFileSync(name, 'utf8')
    const there = pageWithAddresses(page, published)
    expect(there).not.toMatch(/OWNER|not published|v0\.1\.0/)
    expect(there).toMatch(/acme\/k8s-jobsworth(?:@v1\.2\.3|\n {4}rev: |\.git)/)
    const others = /uses: (?:actions|github)\/.*/g
    expect(there.match(others)).toEqual(page.match(others))
    expect(pageWithAddresses(page, facts)).toBe(page)
    // Back again, and twice: nothing is left over.
    expect(pageWithAddresses(pageWithAddresses(there, published), unpublished)).toBe(
      pageWithAddresses(page, unpublished)
    )
  })

  test('package.json', () => {
    const text = readFileSync('package.json', 'utf8')
    const there = packageWithAddresses(
      text.replace(/"homepage": ".*"/, `"homepage": "${published.homepage}"`)
    )
    expect(JSON.parse(there)).toMatchObject({
      homepage: published.homepage,
      repository: { type: 'git', url: 'git+https://github.com/acme/k8s-jobsworth.git' },
      bugs: 'https://github.com/acme/k8s-jobsworth/issues'
    })
    expect(packageWithAddresses(there)).toBe(there)
    expect(packageWithAddresses(text)).toBe(text)
  })

  test('the schema of configs', () => {
    expect(configSchema([]).$id).toBe('urn:jobsworth:config.schema.json')
    expect(configSchema([], published.homepage).$id).toBe(
      'https://github.com/acme/k8s-jobsworth/raw/main/schemas/config.schema.json'
    )
  })
})
