import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import { lint } from '../src/library.ts'
import { findingLines } from './finding-lines.ts'

const manifests = (folder: string) => readdirSync(folder).filter((name) => /\.(yaml|yml|json)$/.test(name))

function run(path: string) {
  const result = lint({ path, text: readFileSync(path, 'utf8') }, settingsFor(path, {}, rules))
  return findingLines([result])
}

describe('fixtures/ok report nothing', () => {
  test.each(manifests('fixtures/ok'))('%s', (name) => {
    expect(run(`fixtures/ok/${name}`)).toBe('')
  })
})

/** `npm test -- -u` rewrites the .out files; read the difference before you commit it. */
describe('fixtures/err report exactly what stands beside them', () => {
  test.each(manifests('fixtures/err'))('%s', async (name) => {
    await expect(run(`fixtures/err/${name}`)).toMatchFileSnapshot(`../fixtures/err/${name}.out`)
  })

  test('each .out has its manifest', () => {
    const outputs = readdirSync('fixtures/err').filter((name) => name.endsWith('.out'))
    expect(outputs.filter((name) => !existsSync(`fixtures/err/${name.slice(0, -4)}`))).toEqual([])
  })
})
