import { folderOf } from '../../text/index.ts'
import type { SourceFile } from '../../yaml/index.ts'
import { Field, parse } from '../document/index.ts'

/** An object of Argo CD or Flux and the folders of its repository that it deploys. */
export interface Application {
  readonly tool: 'argocd' | 'flux'
  /** What it is in words: "The Argo CD Application". */
  readonly name: string
  /** Folders, from the root of the repository; in those of a directory generator `*` stands for any name. */
  readonly targets: readonly string[]
  /** Folders that a directory generator leaves out. */
  readonly excludes: readonly string[]
  /** Whether it replaces objects instead of patching them. */
  readonly isForced: boolean
  /** Whether it makes again by itself what was deleted in the cluster. */
  readonly selfHeals: boolean
}

/** The Applications, ApplicationSets and Flux Kustomizations in a file; most files are told by their text alone. */
export function readApplications(file: SourceFile): Application[] {
  if (!deploying.test(file.text)) return []
  return parse(file, { wanted: (text) => deploying.test(text) }).flatMap((document) => {
    if (document.value === undefined) return []
    const root = new Field(document, [], document.value)
    const [group = ''] = String(root.at('apiVersion').value).split('/')
    return readers[`${group}/${root.at('kind').value}`]?.(root.at('spec')) ?? []
  })
}

const deploying = /^["']?kind["']?:[ \t]*["']?(?:Application(?:Set)?|Kustomization)\b/m

const readers: Readonly<Record<string, (spec: Field) => Application>> = {
  'argoproj.io/Application': (spec) => ({
    tool: 'argocd',
    name: 'The Argo CD Application',
    targets: sourcePaths(spec),
    excludes: [],
    isForced: isForced(spec),
    selfHeals: selfHeals(spec)
  }),
  'argoproj.io/ApplicationSet': applicationSet,
  'kustomize.toolkit.fluxcd.io/Kustomization': (spec) => ({
    tool: 'flux',
    name: 'The Flux Kustomization',
    targets: strings([spec.at('path')]),
    excludes: [],
    isForced: spec.at('force').value === true,
    selfHeals: false
  })
}

function applicationSet(spec: Field): Application {
  const generators = [...fieldsBelow(spec.at('generators'))]
  const directories = generators.filter(({ path }) => path.at(-2) === 'directories')
  const isExcluded = (directory: Field) => directory.at('exclude').value === true
  const paths = (chosen: readonly Field[]) => strings(chosen.map((directory) => directory.at('path')))
  const folders = [
    ...paths(directories.filter((directory) => !isExcluded(directory))),
    ...paths(generators.filter(({ path }) => path.at(-2) === 'files')).map(folderOf)
  ]
  const template = spec.at('template', 'spec')
  return {
    tool: 'argocd',
    name: 'The Argo CD ApplicationSet',
    targets: sourcePaths(template).flatMap((path) =>
      filledIn(path, { folders, values: valuesOf(generators) })
    ),
    excludes: paths(directories.filter(isExcluded)),
    isForced: isForced(template),
    selfHeals: selfHeals(template)
  }
}

interface Parameters {
  readonly folders: readonly string[]
  readonly values: ReadonlyMap<string, readonly string[]>
}

/** A path with its first parameter filled in and cut before the next: overlays often change those further right. */
function filledIn(path: string, { folders, values }: Parameters): string[] {
  const parameter = leadingParameter(path)
  const choices = parameter && (isPath.test(parameter.name) ? folders : values.get(parameter.name))
  const filled = parameter ? (choices ?? []).map((choice) => choice + parameter.rest) : [path]
  return [...new Set(filled.map(beforeParameter))].filter(Boolean)
}

const isPath = /^path(?:\.path)?$/

/** The parameter that a path begins with, `{{path}}` or `{{- .values.team -}}`, and what follows it. */
function leadingParameter(path: string): { readonly name: string; readonly rest: string } | undefined {
  const start = path.startsWith('./') ? 2 : 0
  const end = path.indexOf('}}', start)
  if (!path.startsWith('{{', start) || end < 0) return undefined
  const inner = path
    .slice(start + 2, end)
    .replace(/^-/, '')
    .replace(/-$/, '')
    .trim()
  return { name: inner.replace(/^\./, ''), rest: path.slice(end + 2) }
}

/** The folders of a path before the first one with a parameter in it. */
function beforeParameter(path: string): string {
  const at = path.indexOf('{{')
  return at < 0 ? path : folderOf(path.slice(0, at))
}

/** What generators say of their parameters: `values` of any of them and the elements of lists. */
function valuesOf(generators: readonly Field[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { path, value } of generators) {
    const [group, key] = path.slice(-2)
    const isElement = path.at(-3) === 'elements'
    if (typeof value !== 'string' || !(group === 'values' || isElement)) continue
    const name = isElement ? String(key) : `values.${key}`
    const known = found.get(name)
    if (known === undefined) found.set(name, [value])
    else known.push(value)
  }
  return found
}

function* fieldsBelow(field: Field): Generator<Field> {
  yield field
  const inner = Array.isArray(field.value) ? field.items() : field.entries().map(([, value]) => value)
  for (const child of inner) yield* fieldsBelow(child)
}

function sourcePaths(spec: Field): string[] {
  return strings([spec.at('source'), ...spec.at('sources').items()].map((source) => source.at('path')))
}

function selfHeals(spec: Field): boolean {
  return spec.at('syncPolicy', 'automated', 'selfHeal').value === true
}

function isForced(spec: Field): boolean {
  const options = strings(spec.at('syncPolicy', 'syncOptions').items())
  return options.includes('Force=true') && options.includes('Replace=true')
}

function strings(fields: readonly Field[]): string[] {
  return fields.flatMap(({ value }) => (typeof value === 'string' && value !== '' ? [value] : []))
}
