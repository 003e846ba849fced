import { folderOf, pathBelow } from '../../text/index.ts'
import type { SourceFile } from '../../yaml/index.ts'
import { Field, parseData } from '../document/index.ts'
import type { ReplacedImage } from './context.ts'

/** What a kustomization lists and what it does to all of it. */
export interface Kustomization {
  /** The path it is reported under. */
  readonly name: string
  readonly folder: string
  /** The files and folders it builds on. */
  readonly resources: readonly string[]
  /** The folders among them whose kustomizations act on all the others. */
  readonly components: readonly string[]
  readonly patches: readonly string[]
  readonly namespace?: string
  readonly namePrefix?: string
  readonly nameSuffix?: string
  readonly labels: Readonly<Record<string, string>>
  readonly templateLabels: Readonly<Record<string, string>>
  readonly images: readonly ReplacedImage[]
}

/** The names under which kustomize looks for a kustomization. */
export const kustomizationNames: readonly string[] = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization'
]

/** The kustomization in a file that stands at `path`; undefined where the text is none, which is for kustomize to say. */
export function readKustomization(file: SourceFile, path = file.path): Kustomization | undefined {
  const document = parseData(file)
  if (document?.value === undefined) return undefined
  const root = new Field(document, [], document.value)
  const group = root.at('apiVersion').value
  if (typeof group === 'string' && !group.startsWith('kustomize.config.k8s.io/')) return undefined
  const folder = folderOf(path)
  const below = (fields: readonly Field[]) =>
    fields.flatMap(({ value }) => (typeof value === 'string' ? (pathBelow(folder, value) ?? []) : []))
  const lists = (keys: readonly string[]) => keys.flatMap((key) => root.at(key).items())
  const everywhere = pairs(root.at('commonLabels'))
  const groups = root.at('labels').items()
  const reaching = groups.filter(
    (labels) => labels.at('includeTemplates').value === true || labels.at('includeSelectors').value === true
  )
  return {
    name: file.path,
    folder,
    resources: below(lists(listing)),
    components: below(lists(['components'])),
    patches: below([
      ...lists(['patchesStrategicMerge']),
      ...lists(['patches', 'patchesJson6902']).map((patch) => patch.at('path'))
    ]),
    ...texts(root, ['namespace', 'namePrefix', 'nameSuffix']),
    labels: { ...everywhere, ...merged(groups) },
    templateLabels: { ...everywhere, ...merged(reaching) },
    images: root
      .at('images')
      .items()
      .map((image) => ({
        name: String(image.at('name').value),
        isRenamed: image.at('newName').exists,
        isPinned: image.at('newTag').exists || image.at('digest').exists
      }))
  }
}

const listing = ['resources', 'bases', 'components', 'generators', 'transformers', 'validators']

function texts<Key extends string>(root: Field, keys: readonly Key[]): { readonly [Name in Key]?: string } {
  const found = keys.flatMap((key) => {
    const { value } = root.at(key)
    return typeof value === 'string' && value !== '' ? [[key, value]] : []
  })
  return Object.fromEntries(found)
}

function merged(groups: readonly Field[]): Record<string, string> {
  return Object.assign({}, ...groups.map((labels) => pairs(labels.at('pairs'))))
}

function pairs(labels: Field): Record<string, string> {
  return Object.fromEntries(labels.entries().map(([key, { value }]) => [key, String(value ?? '')]))
}
