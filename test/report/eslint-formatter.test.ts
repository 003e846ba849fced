import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UsageError } from '../../src/core/config/config.ts'
import { loadFormatter } from '../../src/node/eslint-formatter.ts'
import { formats } from '../../src/report/index.ts'
import { results, run } from './sample.ts'

const line =
  '/home/me/project/jobs/migrate größe.yaml:6:1: This Job has no ttlSecondsAfterFinished: ' +
  'it and its Pods stay forever once it has finished. [Error/ttl-required]'

test.each(['unix', 'eslint-formatter-unix', './node_modules/eslint-formatter-unix/index.js'])(
  'the published formatter as %s',
  async (name) => {
    expect(await formatted(name)).toContain(line)
  }
)

describe('own formatters', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jobsworth-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each([
    ['esm.mjs', 'export default async (results) => results.map((file) => file.messages.length).join()'],
    ['cjs.cjs', 'module.exports = (results) => results.map((file) => file.messages.length).join()'],
    [
      'object.mjs',
      'export default { format: (results) => results.map((file) => file.messages.length).join() }'
    ]
  ])('%s', async (name, code) => {
    writeFileSync(join(folder, name), code)
    expect(await formatted(`./${name}`, folder)).toBe('3,0,3,1,2,1')
    expect(await formatted(join(folder, name))).toBe('3,0,3,1,2,1')
  })

  test('get the rules that ESLint would tell them of', async () => {
    writeFileSync(join(folder, 'context.mjs'), 'export default (results, context) => JSON.stringify(context)')
    expect(JSON.parse(await formatted('./context.mjs', folder))).toMatchObject({
      cwd: '/home/me/project',
      rulesMeta: {
        'ttl-required': {
          type: 'suggestion',
          docs: {
            description: 'Set ttlSecondsAfterFinished on every Job.',
            url: 'https://example.org/jobsworth/blob/main/docs/rules/ttl-required.md'
          }
        }
      }
    })
  })

  test.each([
    ['throws.mjs', 'export default () => { throw new Error("no ink") }', 'failed: no ink'],
    ['number.mjs', 'export default () => 3', 'returned no text'],
    ['nothing.mjs', 'export const x = 1', 'does not export a function'],
    ['broken.mjs', 'export default (', 'failed: ']
  ])('%s is the user’s mistake', async (name, code, message) => {
    writeFileSync(join(folder, name), code)
    await refused(`./${name}`, message, folder)
  })

  test.each([
    ['sarfi', 'Tried the package eslint-formatter-sarfi and sarfi of the package eslint.'],
    ['@me/own', 'Tried the package @me/eslint-formatter-own.'],
    ['@me', 'Tried the package @me/eslint-formatter.'],
    ['./none.js', 'Tried the file ./none.js.'],
    [
      'none',
      `Unknown format "none": formats are text, friendly, ${Object.keys(formats).join(', ')}, and ESLint formatters`
    ]
  ])('%s is not there', async (name, message) => {
    await refused(name, message, folder)
  })
})

async function formatted(name: string, cwd = process.cwd()): Promise<string> {
  const format = await loadFormatter(name, cwd)
  return format(results, run)
}

async function refused(name: string, message: string, cwd: string) {
  const error = await formatted(name, cwd).catch((thrown) => thrown)
  expect(error).toBeInstanceOf(UsageError)
  expect(error.message).toContain(message)
}
