import { fitsParts, folderOf, foldersAbove, pathBelow } from '../../text/index.ts'
import type { Application } from './application.ts'
import type { ApplicationTraits, Surroundings } from './context.ts'
import type { Kustomization } from './kustomization.ts'
import { kustomizationsAround } from './kustomization-traits.ts'
import { testOf } from './test-steps.ts'

/** What was found around the manifests of a run; paths have one common start, `/` between, and no `..`. */
export interface Landscape {
  readonly kustomizations: readonly Kustomization[]
  readonly applications: readonly PlacedApplication[]
  /** The names of charts' Chart.yaml by their folders. */
  readonly charts: ReadonlyMap<string, string>
  /** The folders that hold files, and those above them. */
  readonly folders: ReadonlySet<string>
  /** The files that make tests of what is beside them (`isTestFile`), by their folders. */
  readonly tests: ReadonlyMap<string, string>
}

export interface PlacedApplication extends Application {
  /** The path it is reported under. */
  readonly path: string
  readonly folder: string
  /** The outermost folder that may be the root of its repository. */
  readonly root: string
  /** Whether `root` is the root of a repository for certain, so that a path may be `.` too. */
  readonly isRepository: boolean
}

/** Answers what surrounds the file at a path of the landscape. */
export function surroundingsIn(landscape: Landscape): (path: string) => Surroundings {
  const { kustomizations, applications, charts } = landscape
  const around = kustomizationsAround(kustomizations)
  const pointers = applications.flatMap((application) => pointersOf(application, landscape.folders))
  const built = new Set(kustomizations.map(({ folder }) => folder))
  return (path) => {
    const { traits, folders } = around(path)
    const application = nearest(pointers, [folderOf(path), ...folders], traits ? new Set() : built)
    const chart = foldersAbove(path, '').find(
      (folder) => charts.has(folder) && path.startsWith(folder === '' ? 'templates/' : `${folder}/templates/`)
    )
    const name = chart === undefined ? undefined : charts.get(chart)
    const test = testOf(path, landscape.tests)
    return {
      ...(traits && { kustomization: traits }),
      ...(application && { application }),
      ...(name !== undefined && { chart: name }),
      ...(test !== undefined && { test })
    }
  }
}

interface Pointer {
  readonly traits: ApplicationTraits
  readonly isTarget: (folder: string) => boolean
}

/** An application's folders; the root of its repository is the outermost folder around it that has the first one. */
function pointersOf(application: PlacedApplication, folders: ReadonlySet<string>): Pointer[] {
  const { tool, name, path, isForced, selfHeals, folder, root, isRepository } = application
  const bases = foldersAbove(`${folder}/x`, root).reverse()
  return application.targets.flatMap((target) => {
    const [fixed = ''] = /^[^*]*(?=\/|$)/.exec(target) ?? []
    const base = bases.find((base) => {
      const start = pathBelow(base, fixed)
      return start !== undefined && (start === base ? isRepository : folders.has(start))
    })
    const whole = base === undefined ? undefined : pathBelow(base, target)
    if (base === undefined || whole === undefined) return []
    const isTarget = matcher(whole)
    const excluded = application.excludes.flatMap((path) => pathBelow(base, path) ?? []).map(matcher)
    const shown = whole.slice(base === '' ? 0 : base.length + 1) || 'the whole repository'
    return {
      traits: { tool, name, path, target: shown, isForced, selfHeals },
      isTarget: (folder: string) => isTarget(folder) && !excluded.some((matches) => matches(folder))
    }
  })
}

/** Patterns as in a directory generator: `*` stands for any characters of one name; no backtracking, whatever is written. */
function matcher(pattern: string): (folder: string) => boolean {
  if (!pattern.includes('*')) return (folder) => folder === pattern
  const names = pattern.split('/').map((name) => name.split('*'))
  return (folder) => {
    const found = folder.split('/')
    return (
      found.length === names.length && names.every((parts, index) => fitsParts(found[index] ?? '', parts))
    )
  }
}

/**
 * The application that points closest: at a folder itself before one above it. What stands in one of the `built`
 * folders reaches no cluster, for their kustomizations do not list it; only Argo CD may read folders below its target
 * as they are.
 */
function nearest(
  pointers: readonly Pointer[],
  folders: readonly string[],
  built: ReadonlySet<string>
): ApplicationTraits | undefined {
  const seen = new Set<string>()
  for (const start of folders) {
    let isLeftOut = false
    for (const folder of foldersAbove(`${start}/x`, '')) {
      if (seen.has(folder)) break
      seen.add(folder)
      isLeftOut ||= built.has(folder)
      const found = pointers.find(
        ({ traits, isTarget }) =>
          isTarget(folder) && !(isLeftOut && (traits.tool === 'flux' || built.has(folder)))
      )
      if (found !== undefined) return found.traits
    }
  }
  return undefined
}
