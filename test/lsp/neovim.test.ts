import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'

const program = join(inject('built'), 'cli/main.js')
const hasNeovim = spawnSync('nvim', ['--version']).status === 0
if (!hasNeovim) console.warn('Skipped: nvim is not installed: apt-get install neovim.')

interface Seen {
  readonly fault?: string
  readonly messages: readonly string[]
  readonly diagnostics: readonly {
    readonly line: number
    readonly code: string
    readonly source: string
    readonly severity: number
  }[]
  readonly float: readonly string[]
  readonly hover: { readonly contents: { readonly value: string } }
  readonly lenses: readonly { readonly command: { readonly title: string } }[]
  readonly actions: readonly string[]
  readonly buffer: readonly string[]
  readonly after: readonly string[]
}

test.skipIf(!hasNeovim)('Neovim shows diagnostics, applies an action, and sees a change', () => {
  const root = mkdtempSync(join(tmpdir(), 'jobsworth-neovim-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const [file, out, facts] = ['a.yaml', 'seen.json', 'facts.json'].map((name) => join(root, name)) as [
    string,
    string,
    string
  ]
  copyFileSync('fixtures/err/migration.yaml', file)
  const lines = readFileSync(file, 'utf8').split('\n')
  const line = lines.findIndex((text) => text.includes('backoffLimit')) + 1
  const action = 'Disable backoff-limit-non-idempotent for this line'
  const command = [process.execPath, program, 'lsp', '--stdio']
  writeFileSync(facts, JSON.stringify({ file, out, root, line, action, command }))

  const { stderr } = spawnSync(
    'nvim',
    ['--headless', '--clean', '-n', '-c', `luafile ${resolve('test/lsp/neovim.lua')}`],
    { env: { ...process.env, JOBSWORTH_TEST: facts, HOME: root }, encoding: 'utf8', timeout: 50_000 }
  )

  const seen = JSON.parse(readFileSync(out, 'utf8')) as Seen
  expect(seen.fault, stderr).toBeUndefined()
  expect(seen.messages).toEqual([])
  const limit = seen.diagnostics.find(({ code }) => code === 'backoff-limit-non-idempotent')
  expect(limit).toMatchObject({ line: line - 1, column: 16, severity: 1, source: 'jobsworth' })
  expect(seen.diagnostics.map(({ code }) => code)).toContain('ttl-required')
  expect(seen.float.join('\n')).toContain('With backoffLimit 4, a failed run is repeated up to 4 times')
  expect(seen.hover.contents.value).toContain('**backoffLimit** `4` (default: 6)')
  expect(seen.lenses.map(({ command }) => command.title)).toEqual([
    'Up to 5 Pods, 2 minutes 30 seconds of waits · no deadline: may hang forever · never removed'
  ])
  expect(seen.actions).toContain(action)
  const comment = '  # jobsworth-disable-next-line backoff-limit-non-idempotent -- TODO: why'
  expect(seen.buffer).toEqual([...lines.slice(0, line - 1), comment, ...lines.slice(line - 1, -1)])
  expect(seen.after).toContain('ttl-required')
})
