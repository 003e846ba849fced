import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { isOnPath, type Program } from './processes.ts'
import type { Tree } from './trees.ts'

const root = join(import.meta.dirname, '..')

/** jobsworth as it is built. */
export const built = join(root, 'dist', 'cli', 'main.js')

/** The floor, jobsworth and the peers that are on PATH, each over one tree. */
export function programsOver({ folder }: Tree, place: string): Program[] {
  const node = process.execPath
  return [
    { name: 'floor', command: [node, join(root, 'bench', 'floor.js'), folder] },
    { name: 'jobsworth', command: [node, built, '--no-config', '--format', 'json', folder] },
    ...peers
      .filter(({ name }) => isOnPath(name))
      .map(({ name, words }) => ({ name, command: [name, ...words(folder, place)] }))
  ]
}

const peers = [
  { name: 'kube-linter', words: (folder: string) => ['lint', '--format', 'json', folder] },
  {
    name: 'kubeconform',
    words: (folder: string, place: string) => {
      const schemas = `${schemasIn(place)}/{{.ResourceKind}}.json`
      return ['-ignore-missing-schemas', '-output', 'json', '-schema-location', schemas, folder]
    }
  }
]

/** Our schemas as kubeconform takes them, so that it reads nothing from a network. */
function schemasIn(place: string): string {
  const folder = join(place, 'schemas')
  mkdirSync(folder, { recursive: true })
  for (const kind of ['job', 'cronjob', 'pod'])
    copyFileSync(join(root, 'schemas', 'v1.29.json'), join(folder, `${kind}.json`))
  return folder
}
