import { describe, expect, test } from 'vitest'
import { readApplications } from '../../src/core/manifest/application.ts'
import { readKustomization } from '../../src/core/manifest/kustomization.ts'
import { surroundingsIn } from '../../src/core/manifest/repository.ts'
import { isTestFile } from '../../src/core/manifest/test-steps.ts'
import { folderOf, pathBelow } from '../../src/text/file-path.ts'
import { expectLinear } from '../growth.ts'

interface Case {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly of: string
  readonly isRepository?: false
  readonly expected: object
}

const app = (source: string, more = '') =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source: {path: ${source}}\n${more}`
const set = (generators: string, path: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec:\n  generators:\n${generators}\n  template: {spec: {source: {path: '${path}'}}}\n`
const flux = (path: string, more = '') =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec:\n  path: ${path}\n${more}`
const lists = (path: string, isPatch = false) => ({ kustomization: { path, isPatch } })
const argo = (target: string) => ({ application: { tool: 'argocd', target } })

// biome-ignore format: a table, one case a line
const cases: readonly Case[] = [
  { name: 'a resource', files: { 'b/kustomization.yaml': 'resources: [j.yaml]' }, of: 'b/j.yaml', expected: lists('b/kustomization.yaml') },
  { name: 'a file that is not listed', files: { 'b/kustomization.yaml': 'resources: [x.yaml]' }, of: 'b/j.yaml', expected: {} },
  { name: 'a resource below, with ./ and ..', files: { 'b/kustomization.yml': 'resources: [./x/../y/j.yaml]' }, of: 'b/y/j.yaml', expected: lists('b/kustomization.yml') },
  { name: 'a patch with a path', files: { 'b/kustomization.yaml': 'patches: [{path: j.yaml}]' }, of: 'b/j.yaml', expected: lists('b/kustomization.yaml', true) },
  { name: 'a strategic merge patch', files: { 'b/kustomization.yaml': 'patchesStrategicMerge: [j.yaml]' }, of: 'b/j.yaml', expected: lists('b/kustomization.yaml', true) },
  { name: 'a JSON patch', files: { 'b/kustomization.yaml': 'patchesJson6902: [{path: j.yaml, target: {kind: Job}}]' }, of: 'b/j.yaml', expected: lists('b/kustomization.yaml', true) },
  { name: 'a generator', files: { 'b/kustomization.yaml': 'generators: [j.yaml]' }, of: 'b/j.yaml', expected: lists('b/kustomization.yaml') },
  { name: 'a component', files: { 'b/Kustomization': 'components: [../c]\nnameSuffix: -x', 'c/kustomization.yaml': 'kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\nresources: [j.yaml]' }, of: 'c/j.yaml', expected: { kustomization: { path: 'c/kustomization.yaml', nameSuffix: '-x' } } },
  { name: 'what an overlay of an overlay adds', files: { 'b/kustomization.yaml': 'resources: [j.yaml]\nnamespace: low', 'o/kustomization.yaml': 'bases: [../b]\nnamePrefix: p-\nimages: [{name: app, newTag: v1}, {name: moved, newName: x/moved}]', 'p/kustomization.yaml': 'resources: [../o/]\nnamespace: high' }, of: 'b/j.yaml', expected: { kustomization: { path: 'b/kustomization.yaml', namespace: 'high', namePrefix: 'p-', images: [{ name: 'app', isRenamed: false, isPinned: true }, { name: 'moved', isRenamed: true, isPinned: false }] } } },
  { name: 'labels, on templates too', files: { 'b/kustomization.yaml': 'resources: [j.yaml]\ncommonLabels: {app: a}\nlabels: [{pairs: {team: t}}, {pairs: {tier: x}, includeTemplates: true}, {pairs: {sel: z}, includeSelectors: true}]' }, of: 'b/j.yaml', expected: { kustomization: { labels: { app: 'a', team: 't', tier: 'x', sel: 'z' }, templateLabels: { app: 'a', tier: 'x', sel: 'z' } } } },
  { name: 'overlays in a circle', files: { 'b/kustomization.yaml': 'resources: [j.yaml, ../o]', 'o/kustomization.yaml': 'resources: [../b, .]' }, of: 'b/j.yaml', expected: lists('b/kustomization.yaml') },
  { name: 'another folder of the same name', files: { 'o/kustomization.yaml': 'resources: [b]' }, of: 'b/j.yaml', expected: {} },
  { name: 'remote, absolute and hostile entries', files: { 'b/kustomization.yaml': 'resources: ["https://x/b/j.yaml", /b/j.yaml, ../../../../b/j.yaml, "git@x:b/j.yaml", 1, null, {a: b}]\nlabels: {a: 1}\nimages: no\npatches: [j.yaml]\ncommonLabels: [1]' }, of: 'b/j.yaml', expected: {} },
  { name: 'a broken kustomization', files: { 'b/kustomization.yaml': 'resources: [j.yaml' }, of: 'b/j.yaml', expected: {} },
  { name: 'a Flux object in a file called kustomization.yaml', files: { 'b/kustomization.yaml': `${flux('x')}resources: [j.yaml]` }, of: 'b/j.yaml', expected: {} },
  { name: 'an Application', files: { 'argo/a.yaml': app('deploy/x'), 'deploy/x/j.yaml': '' }, of: 'deploy/x/j.yaml', expected: argo('deploy/x') },
  { name: 'an Application above', files: { 'argo/a.yaml': app('./deploy/'), 'deploy/x/j.yaml': '' }, of: 'deploy/x/j.yaml', expected: argo('deploy') },
  { name: 'an Application elsewhere', files: { 'argo/a.yaml': app('deployed'), 'deploy/x/j.yaml': '', 'deployed/k.yaml': '' }, of: 'deploy/x/j.yaml', expected: {} },
  { name: 'a repository below the run', files: { 'r/argo/a.yaml': app('deploy'), 'r/deploy/j.yaml': '' }, of: 'r/deploy/j.yaml', isRepository: false, expected: argo('deploy') },
  { name: 'an Application that points at an overlay', files: { 'a.yaml': app('o'), 'o/kustomization.yaml': 'resources: [../b]', 'b/kustomization.yaml': 'resources: [j.yaml]' }, of: 'b/j.yaml', expected: { ...argo('o'), ...lists('b/kustomization.yaml') } },
  { name: 'an Application of a whole repository', files: { 'a.yaml': app('.') }, of: 'b/j.yaml', expected: argo('the whole repository') },
  { name: 'a path of . where no repository is known', files: { 'a.yaml': app('.') }, of: 'b/j.yaml', isRepository: false, expected: {} },
  { name: 'the nearer of two', files: { 'a.yaml': `${app('d')}---\n${flux('./d/e')}`, 'd/e/j.yaml': '' }, of: 'd/e/j.yaml', expected: { application: { tool: 'flux', target: 'd/e' } } },
  { name: 'several sources, and replacing', files: { 'a.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  sources: [{chart: x}, {path: d}]\n  syncPolicy: {syncOptions: [Replace=true, Force=true]}', 'd/j.yaml': '' }, of: 'd/j.yaml', expected: { application: { target: 'd', isForced: true } } },
  { name: 'directories of an ApplicationSet', files: { 'a.yaml': set('    - git: {directories: [{path: apps/*}, {path: apps/old, exclude: true}]}', '{{path}}'), 'apps/x/j.yaml': '' }, of: 'apps/x/j.yaml', expected: argo('apps/*') },
  { name: 'an excluded directory', files: { 'a.yaml': set('    - git: {directories: [{path: apps/*}, {path: apps/old, exclude: true}]}', '{{path}}'), 'apps/old/j.yaml': '' }, of: 'apps/old/j.yaml', expected: {} },
  { name: 'a folder of each directory, with Go templates', files: { 'a.yaml': set('    - matrix: {generators: [{git: {directories: [{path: apps/*}]}}, {clusters: {}}]}', '{{ .path.path }}/prod'), 'apps/x/prod/j.yaml': '' }, of: 'apps/x/prod/j.yaml', expected: argo('apps/*/prod') },
  { name: 'folders of files', files: { 'a.yaml': set('    - git: {files: [{path: "apps/*/config.json"}]}', '{{.path.path}}'), 'apps/x/j.yaml': '' }, of: 'apps/x/j.yaml', expected: argo('apps/*') },
  { name: 'values of generators', files: { 'a.yaml': set('    - clusters: {values: {root: components/x, env: dev}}', '{{values.root}}/{{values.env}}'), 'components/x/prod/j.yaml': '' }, of: 'components/x/prod/j.yaml', expected: argo('components/x') },
  { name: 'elements of a list', files: { 'a.yaml': set('    - list: {elements: [{dir: a}, {dir: b}]}', '{{dir}}'), 'b/j.yaml': '' }, of: 'b/j.yaml', expected: argo('b') },
  { name: 'a parameter nobody fills in', files: { 'a.yaml': set('    - clusters: {}', '{{name}}'), 'b/j.yaml': '' }, of: 'b/j.yaml', expected: {} },
  { name: 'a parameter in the middle', files: { 'a.yaml': set('    - clusters: {}', 'apps/x-{{name}}/y'), 'apps/x-1/y/j.yaml': '' }, of: 'apps/x-1/y/j.yaml', expected: argo('apps') },
  { name: 'a Flux Kustomization', files: { 'f.yaml': flux('./d', '  force: true\n'), 'd/j.yaml': '' }, of: 'd/j.yaml', expected: { application: { tool: 'flux', name: 'The Flux Kustomization', path: 'f.yaml', target: 'd', isForced: true, selfHeals: false } } },
  { name: 'a file that the kustomization of its folder leaves out, under Flux', files: { 'f.yaml': flux('./d'), 'd/x/kustomization.yaml': 'resources: [k.yaml]' }, of: 'd/x/j.yaml', expected: {} },
  { name: 'a folder below such a kustomization', files: { 'f.yaml': flux('./d'), 'd/x/kustomization.yaml': 'resources: [k.yaml]' }, of: 'd/x/y/j.yaml', expected: {} },
  { name: 'a file that the kustomization beside it lists, under Flux', files: { 'f.yaml': flux('./d'), 'd/x/kustomization.yaml': 'resources: [j.yaml]' }, of: 'd/x/j.yaml', expected: { application: { tool: 'flux', target: 'd' }, ...lists('d/x/kustomization.yaml') } },
  { name: 'a folder without one beside another with one', files: { 'f.yaml': flux('./d'), 'd/x/kustomization.yaml': 'resources: [k.yaml]', 'd/y/j.yaml': '' }, of: 'd/y/j.yaml', expected: { application: { tool: 'flux', target: 'd' } } },
  { name: 'a file that the kustomization at the target leaves out, under Argo CD', files: { 'a.yaml': app('d'), 'd/kustomization.yaml': 'resources: [k.yaml]' }, of: 'd/j.yaml', expected: {} },
  { name: 'a folder with a kustomization below the target of Argo CD', files: { 'a.yaml': app('d'), 'd/x/kustomization.yaml': 'resources: [k.yaml]' }, of: 'd/x/j.yaml', expected: argo('d') },
  { name: 'an Application of another group', files: { 'a.yaml': 'apiVersion: app.k8s.io/v1beta1\nkind: Application\nspec: {source: {path: d}}', 'd/j.yaml': '' }, of: 'd/j.yaml', expected: {} },
  { name: 'an Application without sense', files: { 'a.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: [1]', 'd/j.yaml': '' }, of: 'd/j.yaml', expected: {} },
  { name: 'a template of a chart', files: { 'c/Chart.yaml': '' }, of: 'c/templates/x/j.yaml', expected: { chart: 'c/Chart.yaml' } },
  { name: 'crds of a chart', files: { 'c/Chart.yaml': '' }, of: 'c/crds/j.yaml', expected: {} },
  { name: 'a step of kuttl', files: { 't/00-assert.yaml': '' }, of: 't/00-job.yaml', expected: { test: 't/00-assert.yaml' } },
  { name: 'a step of kuttl whose number has no assertion', files: { 't/02-errors.yaml': '' }, of: 't/01-job.yaml', expected: { test: 't/02-errors.yaml' } },
  { name: 'a file beside the steps of kuttl', files: { 't/00-assert.yaml': '' }, of: 't/job.yaml', expected: {} },
  { name: 'a folder below steps of kuttl', files: { 't/00-assert.yaml': '' }, of: 't/x/00-job.yaml', expected: {} },
  { name: 'numbered manifests', files: { 't/00-namespace.yaml': '' }, of: 't/10-job.yaml', expected: {} },
  { name: 'a step of Chainsaw', files: { 't/chainsaw-test.yaml': '' }, of: 't/job.yaml', expected: { test: 't/chainsaw-test.yaml' } },
  { name: 'a step of Chainsaw in a folder below', files: { 't/chainsaw-test.yml': '' }, of: 't/resources/job.yaml', expected: { test: 't/chainsaw-test.yml' } },
  { name: 'a folder beside a Chainsaw test', files: { 't/chainsaw-test.yaml': '' }, of: 'u/job.yaml', expected: {} },
  { name: 'names that a base and its overlays build', files: { 'b/kustomization.yaml': 'resources: [j.yaml]\nnameSuffix: -a', 'o/kustomization.yaml': 'resources: [../b]\nnamePrefix: x-', 'p/kustomization.yaml': 'resources: [../b]\nnamePrefix: y-\nnameSuffix: -z', 'q/kustomization.yaml': 'resources: [../o]\nnamePrefix: w-' }, of: 'b/j.yaml', expected: { kustomization: { affixes: [{ prefix: '', suffix: '-a', path: 'b/kustomization.yaml' }, { prefix: 'x-', suffix: '-a', path: 'o/kustomization.yaml' }, { prefix: 'y-', suffix: '-a-z', path: 'p/kustomization.yaml' }, { prefix: 'w-x-', suffix: '-a', path: 'q/kustomization.yaml' }] } } },
  { name: 'names that overlays in a circle would build', files: { 'b/kustomization.yaml': 'resources: [j.yaml, ../o]\nnamePrefix: a', 'o/kustomization.yaml': 'resources: [../b]' }, of: 'b/j.yaml', expected: lists('b/kustomization.yaml') },
  { name: 'what a component does to all that stands beside it', files: { 'b/kustomization.yaml': 'resources: [j.yaml]', 'c/kustomization.yaml': 'kind: Component\nnamePrefix: c-\nlabels: [{pairs: {team: a}}]', 'o/kustomization.yaml': 'resources: [../b]\ncomponents: [../c]\nnamePrefix: o-' }, of: 'b/j.yaml', expected: { kustomization: { labels: { team: 'a' }, affixes: [{ prefix: 'o-c-', suffix: '', path: 'o/kustomization.yaml' }] } } },
  { name: 'what a component does to its own', files: { 'c/kustomization.yaml': 'kind: Component\nresources: [j.yaml]\nnamePrefix: c-', 'o/kustomization.yaml': 'components: [../c]\nnamePrefix: o-' }, of: 'c/j.yaml', expected: { kustomization: { affixes: [{ prefix: 'c-', suffix: '', path: 'c/kustomization.yaml' }, { prefix: 'o-c-', suffix: '', path: 'o/kustomization.yaml' }] } } },
  { name: 'the name of a patch', files: { 'b/kustomization.yaml': 'patches: [{path: j.yaml}]\nnamePrefix: a-' }, of: 'b/j.yaml', expected: { kustomization: { isPatch: true, affixes: [] } } },
  { name: 'a chart that is the whole tree', files: { 'Chart.yaml': '' }, of: 'templates/j.yaml', expected: { chart: 'Chart.yaml' } }
]

describe('what surrounds a file', () => {
  test.each(cases)('$name', ({ files, of, isRepository = true, expected }) => {
    const sources = Object.entries({ [of]: '', ...files }).map(([path, text]) => ({ path, text }))
    const isKustomization = (path: string) => /kustomization(\.ya?ml)?$/i.test(path)
    const ask = surroundingsIn({
      kustomizations: sources.flatMap((file) =>
        isKustomization(file.path) ? (readKustomization(file) ?? []) : []
      ),
      applications: sources.flatMap((file) =>
        readApplications(file).map((application) => {
          return { ...application, path: file.path, folder: folderOf(file.path), root: '', isRepository }
        })
      ),
      charts: new Map(
        sources.filter(({ path }) => path.endsWith('Chart.yaml')).map(({ path }) => [folderOf(path), path])
      ),
      tests: new Map(
        sources
          .filter(({ path }) => isTestFile(path.slice(path.lastIndexOf('/') + 1)))
          .map(({ path }) => [folderOf(path), path])
      ),
      folders: new Set(
        sources.flatMap(({ path }) => path.split('/').map((_, end, parts) => parts.slice(0, end).join('/')))
      )
    })
    const found = ask(of)
    expect(found).toMatchObject(expected)
    expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort())
  })

  test('a pattern of stars and hundreds of overlays cost no more than what they say', () => {
    const pattern = `apps/${'*a'.repeat(200)}`
    const application = {
      tool: 'argocd' as const,
      name: '',
      targets: [pattern],
      excludes: [],
      isForced: false,
      selfHeals: false,
      path: 'a.yaml',
      folder: '',
      root: '',
      isRepository: true
    }
    // Each overlay names all of them, so that the work is the square of their number at the least.
    expectLinear((size) => {
      const names = Array.from({ length: Math.ceil(Math.sqrt(size)) }, (_, n) => `o${n}`)
      const kustomizations = names.flatMap((name) => {
        const text = `resources: [${names.map((other) => `../${other}`).join()}, j.yaml]`
        return readKustomization({ path: `${name}/kustomization.yaml`, text }) ?? []
      })
      const ask = surroundingsIn({
        kustomizations,
        applications: [application],
        charts: new Map(),
        tests: new Map(),
        folders: new Set(['apps'])
      })
      for (const name of names) ask(`${name}/j.yaml`)
      ask(`apps/${'a'.repeat(200)}b/j.yaml`)
    }, 40_000)
  })

  test.each([
    ['blanks in a parameter that never ends', '{{', ' ', ''],
    ['blanks in a parameter', '{{', ' ', 'dir }}'],
    ['parameters that never end', '', '{{', ''],
    ['parameters', '', '{{dir}}', ''],
    ['slashes before a parameter', '', '/', '{{dir}}'],
    ['a name before a parameter', '', 'a', '/{{dir}}']
  ])('%s cost no more than their length', (_, before, part, after) => {
    expectLinear((size) => {
      const path = before + part.repeat(size / part.length) + after
      const generators = `    - list: {elements: [{dir: a}]}\n    - git: {files: [{path: '${path}'}]}`
      readApplications({ path: 'a.yaml', text: set(generators, path) })
    }, 100_000)
  })
})

test.each([
  ['a', '../b', 'b'],
  ['', '../b', undefined],
  ['a/b', './/c/', 'a/b/c'],
  ['a', 'C:/x', undefined],
  ['a', 'x\\y', undefined]
])('below %j the path %j is %j', (folder, path, expected) => {
  expect(pathBelow(folder, path)).toBe(expected)
})
