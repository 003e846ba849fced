import type { Affixes, KustomizationTraits } from './context.ts'
import type { Kustomization } from './kustomization.ts'

/** What kustomizations do to the file at a path, and the folders of those that reach it, the nearest first. */
export function kustomizationsAround(
  kustomizations: readonly Kustomization[]
): (path: string) => { readonly traits?: KustomizationTraits; readonly folders: readonly string[] } {
  const listing = listers(kustomizations, ({ resources }) => resources)
  const patching = listers(kustomizations, ({ patches }) => patches)
  const folders = new Map(kustomizations.map((kustomization) => [kustomization.folder, kustomization]))
  return (path) => {
    const [listed, patches] = [listing.get(path) ?? [], patching.get(path) ?? []]
    const all = reach([...listed, ...patches], listing)
    const affixes = affixesOf(listed, listing, folders)
    const acting = [...new Set(all.flatMap((outer) => [...componentsOf(outer, folders), outer]))]
    return {
      ...(all[0] && { traits: { ...traitsOf(all[0], acting, patches.length > 0), affixes } }),
      folders: all.map(({ folder }) => folder)
    }
  }
}

type Listers = ReadonlyMap<string, readonly Kustomization[]>

function listers(
  kustomizations: readonly Kustomization[],
  paths: (kustomization: Kustomization) => readonly string[]
): Listers {
  const found = new Map<string, Kustomization[]>()
  for (const kustomization of kustomizations) {
    for (const path of new Set(paths(kustomization))) {
      const known = found.get(path)
      if (known === undefined) found.set(path, [kustomization])
      else known.push(kustomization)
    }
  }
  return found
}

/** The kustomizations that list a file, and those that build on them, the nearest first; enough of them is enough. */
function reach(direct: readonly Kustomization[], listing: Listers): Kustomization[] {
  const found = new Set(direct)
  for (const { folder } of found) {
    for (const outer of listing.get(folder) ?? []) if (found.size < most) found.add(outer)
  }
  return [...found]
}

const most = 100

/** What the ways up from a file to a kustomization that nothing builds on, and those on the way, put around its names. */
function affixesOf(direct: readonly Kustomization[], listing: Listers, folders: Folders): Affixes[] {
  const found = new Map<string, Affixes>()
  const add = (outer: Kustomization, inner?: Affixes, from?: string) => {
    const { name, folder } = outer
    let { prefix, suffix } = inner ?? { prefix: '', suffix: '' }
    // A component acts on what is built beside it, and once on its own.
    const acting = componentsOf(outer, folders).filter((component) => component.folder !== from)
    for (const { namePrefix = '', nameSuffix = '' } of [...acting, outer]) {
      prefix = namePrefix + prefix
      suffix += nameSuffix
    }
    const key = JSON.stringify([folder, prefix, suffix])
    // No name is longer than this, and a circle only makes them longer.
    if (prefix.length + suffix.length <= 253 && found.size < most && !found.has(key))
      found.set(key, { prefix, suffix, path: name })
  }
  for (const kustomization of direct) add(kustomization)
  for (const [key, inner] of found) {
    const [folder] = JSON.parse(key) as [string]
    if (found.size < most) for (const outer of listing.get(folder) ?? []) add(outer, inner, folder)
  }
  return [...found.values()].filter(({ prefix, suffix }) => prefix + suffix !== '')
}

type Folders = ReadonlyMap<string, Kustomization>

/** The components that a kustomization takes in, in the order in which they act on what it lists. */
function componentsOf(outer: Kustomization, folders: Folders): Kustomization[] {
  const found = new Set<Kustomization>()
  const visit = ({ components }: Kustomization) => {
    for (const folder of components) {
      const component = folders.get(folder)
      if (component === undefined || component === outer || found.has(component) || found.size >= most)
        continue
      found.add(component)
      visit(component)
    }
  }
  visit(outer)
  return [...found]
}

function traitsOf(
  first: Kustomization,
  all: readonly Kustomization[],
  isPatch: boolean
): Omit<KustomizationTraits, 'affixes'> {
  const last = <Key extends 'namespace' | 'namePrefix' | 'nameSuffix'>(key: Key) => {
    const value = all.findLast((kustomization) => kustomization[key])?.[key]
    return value === undefined ? {} : { [key]: value }
  }
  return {
    path: first.name,
    isPatch,
    ...last('namespace'),
    ...last('namePrefix'),
    ...last('nameSuffix'),
    labels: Object.assign({}, ...all.map(({ labels }) => labels)),
    templateLabels: Object.assign({}, ...all.map(({ templateLabels }) => templateLabels)),
    images: [...new Set(all.flatMap(({ images }) => images))]
  }
}
