import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { run } from '../../src/cli/run.ts'
import { viewOf } from '../../src/node/file-view.ts'
import { lintProject } from '../../src/node/lint-files.ts'
import { openProject, type ProjectChoice } from '../../src/node/project.ts'

const cwd = mkdtempSync(join(tmpdir(), 'jobsworth-project-'))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

const job = (name: string) =>
  `apiVersion: batch/v1\nkind: Job\nmetadata: {name: ${name}}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: "b:1"}]}}}\n`
const assertion = `apiVersion: batch/v1\nkind: Job\nmetadata: {name: b}\nstatus:\n  (conditions[?type == 'Complete']): [{status: 'True'}]\n`
const file = (name: string, text: string) => {
  mkdirSync(join(cwd, name, '..'), { recursive: true })
  writeFileSync(join(cwd, name), text)
}
file('mixed.yaml', `${job('a')}---\n${assertion}`)
file('sub/jobsworth.yaml', 'profile: strict\nbaseline: known.yaml\n')
file('sub/known.yaml', 'findings: []\n')
file('sub/job.yaml', job('c'))

/** What a command prints. */
async function printed(...argv: string[]): Promise<string> {
  const out: string[] = []
  const output = { isTTY: false, write: (text: string) => void out.push(text) }
  await run(argv, { cwd, env: {}, stdin: async () => Buffer.alloc(0), stdout: output, stderr: output })
  return out.join('')
}

test.each<[string, Partial<ProjectChoice>, number]>([
  ['passed by', {}, 1],
  ['taken as it stands where every text is', { command: { profile: 'minimal' } }, 2]
])('an assertion is %s, whoever lists the resources of a file', async (_, choice, count) => {
  const project = openProject({ cwd, rules, ...choice })
  const { results } = await lintProject(project, ['mixed.yaml'])
  expect(results[0]?.resources).toBe(count)
  expect((await viewOf('mixed.yaml', project)).resources).toHaveLength(count)
  const flags = choice.command ? ['--profile', 'minimal'] : []
  const shown = JSON.parse(await printed('--print-config', 'mixed.yaml', ...flags))
  expect(shown.resources).toHaveLength(count)
  if (choice.command === undefined)
    expect((await printed('explain', '--task', 'mixed.yaml')).match(/ Job [ab]$/gm)).toEqual([' Job a'])
})

test('every name is one from the folder, and its config and baseline are the nearest', () => {
  const project = openProject({ cwd, rules })
  expect(project.nameOf(join(cwd, 'sub', 'job.yaml'))).toBe('sub/job.yaml')
  expect(project.settingsOf('sub/job.yaml').profile).toBe('strict')
  expect(project.settingsOf('mixed.yaml').profile).toBe('recommended')
  expect(project.configOf('sub/job.yaml').path).toBe(join(cwd, 'sub', 'jobsworth.yaml'))
  expect(project.baselineOf('sub/job.yaml')).toBe(join(cwd, 'sub', 'known.yaml'))
  expect(project.baselineOf('mixed.yaml')).toBeUndefined()
})
