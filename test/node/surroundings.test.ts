import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { viewOf } from '../../src/node/file-view.ts'
import { lintFiles } from '../../src/node/lint-files.ts'
import { openProject } from '../../src/node/project.ts'

const place = mkdtempSync(join(tmpdir(), 'jobsworth-surroundings-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const job = `apiVersion: batch/v1
kind: Job
metadata: {name: export}
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{name: export, image: example.com/export}]
`
const argo = (path: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {source: {path: ${path}}}\n`

function lay(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(place, 'case-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

async function found(cwd: string, patterns: readonly string[], file: string): Promise<string[]> {
  const { results, problems } = await lintFiles(patterns, { cwd, config: false, rules })
  expect(problems).toEqual([])
  const result = results.find((one) => one.file === file)
  return result?.findings.map(({ ruleId, message }) => `${ruleId}: ${message}`) ?? ['not linted']
}

const said = (findings: readonly string[], rule: string) =>
  findings.find((text) => text.startsWith(`${rule}:`))

test('a base is delivered as the Application of its overlay says', async () => {
  const cwd = lay({
    'base/job.yaml': job,
    'base/kustomization.yaml': 'resources: [job.yaml]\ncommonLabels: {app: a, team: t, x/task-type: y}\n',
    'prod/kustomization.yaml': 'resources: [../base]\nimages: [{name: example.com/export, newTag: 1.2.3}]\n',
    'argo/app.yaml': argo('prod')
  })
  const all = await found(cwd, ['.'], 'base/job.yaml')
  expect(said(all, 'ttl-required')).toContain('Make it a hook, such as argocd')
  expect(said(all, 'required-labels')).toBeUndefined()
  expect(said(all, 'image-pinned')).toBeUndefined()
  const alone = await found(cwd, ['base/job.yaml'], 'base/job.yaml')
  expect(said(alone, 'ttl-required')).toContain('No ttlSecondsAfterFinished')
  expect(said(alone, 'required-labels')).toBeUndefined()
  expect(said(alone, 'image-pinned')).toContain('no tag')
  const [resource] = (await viewOf('base/job.yaml', openProject({ cwd, rules }))).resources
  expect(resource?.delivery).toMatchObject({
    method: 'argocd',
    reason:
      'The Argo CD Application in argo/app.yaml points at prod, and base/kustomization.yaml lists the file.'
  })
})

test.each([
  ['patches', 'patches: [{path: job.yaml}]'],
  ['patchesStrategicMerge', 'patchesStrategicMerge: [job.yaml]'],
  ['patchesJson6902', 'patchesJson6902: [{path: job.yaml}]']
])('nothing is missing from what is listed under %s', async (_, text) => {
  const cwd = lay({ 'o/job.yaml': job, 'o/kustomization.yaml': text })
  const all = await found(cwd, ['o/job.yaml'], 'o/job.yaml')
  expect(all.map((finding) => finding.split(':')[0])).toEqual(['image-pinned'])
})

test('a name with a suffix of the kustomization is no fixed name', async () => {
  const cwd = lay({ 'job.yaml': job, Kustomization: 'resources: [job.yaml]\nnameSuffix: -v2\n' })
  expect(said(await found(cwd, ['.'], 'job.yaml'), 'fixed-name')).toBeUndefined()
})

test('a kustomization above the working directory counts up to the root of the repository', async () => {
  const cwd = lay({
    'r/.git/config': '',
    'r/kustomization.yaml': 'resources: [a/job.yaml]',
    'r/a/job.yaml': job
  })
  const all = await found(join(cwd, 'r', 'a'), ['.'], 'job.yaml')
  expect(said(all, 'fixed-name')).toContain('Applied again, Job')
  const view = await viewOf('job.yaml', openProject({ cwd: join(cwd, 'r', 'a'), rules }))
  expect(view.resources[0]?.delivery.method).toBe('kustomize')
})

test('without a repository nothing above the working directory is read', async () => {
  const cwd = lay({ 'r/kustomization.yaml': 'resources: [a/job.yaml]', 'r/a/job.yaml': job })
  const all = await found(join(cwd, 'r', 'a'), ['.'], 'job.yaml')
  expect(said(all, 'ttl-required')).toContain('No ttlSecondsAfterFinished')
})

test('a kustomization behind a symbolic link is not followed', async () => {
  const cwd = lay({ 'x/k.yaml': 'resources: [job.yaml]', 'r/a/job.yaml': job })
  symlinkSync(join(cwd, 'x', 'k.yaml'), join(cwd, 'r', 'a', 'kustomization.yaml'))
  const all = await found(join(cwd, 'r'), ['a/job.yaml'], 'a/job.yaml')
  expect(said(all, 'ttl-required')).toContain('No ttlSecondsAfterFinished')
})

test('charts, Flux and ApplicationSets', async () => {
  const cwd = lay({
    'chart/Chart.yaml': 'name: x\n',
    'chart/templates/job.yaml': job,
    'flux/ks.yaml': 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: {path: ./apps}\n',
    'apps/a/job.yaml': job,
    'sets.yaml':
      'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec:\n  generators: [{git: {directories: [{path: clusters/*}]}}]\n  template: {spec: {source: {path: "{{path}}"}}}\n',
    'clusters/c1/job.yaml': job
  })
  const method = async (file: string) =>
    (await viewOf(file, openProject({ cwd, rules }))).resources[0]?.delivery.method
  expect(await method('chart/templates/job.yaml')).toBe('helm')
  expect(await method('apps/a/job.yaml')).toBe('flux')
  expect(await method('clusters/c1/job.yaml')).toBe('argocd')
  expect(
    (await viewOf('apps/a/job.yaml', openProject({ cwd, rules, command: { delivery: 'kubectl-apply' } })))
      .resources[0]?.delivery
  ).toMatchObject({ method: 'kubectl-apply' })
})
