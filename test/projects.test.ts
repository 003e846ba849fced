import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintFiles } from '../src/node/lint-files.ts'
import { compact } from '../src/report/compact.ts'

const projects = readdirSync('fixtures/projects', { withFileTypes: true }).filter((entry) =>
  entry.isDirectory()
)

/** `npm test -- -u` rewrites the .out files; read the difference before you commit it. */
describe('fixtures/projects report exactly what stands beside them', () => {
  test.each(projects.map(({ name }) => name))('%s', async (name) => {
    const cwd = resolve('fixtures/projects', name)
    const { results, problems } = await lintFiles(['.'], { cwd })
    expect(problems).toEqual([])
    await expect(compact(results)).toMatchFileSnapshot(`../fixtures/projects/${name}.out`)
  })
})
