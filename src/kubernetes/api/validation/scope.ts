import type { Path } from '../../../yaml/index.ts'
import type { Kind, Target } from './problem.ts'
import { type Fields, fields, items, text, written } from './values.ts'

/** What is known of the whole manifest, found out when first asked for. */
export class ManifestScope {
  readonly kind: Kind
  readonly minor: number
  readonly partial: boolean
  readonly root: Fields
  readonly jobPath: Path
  readonly templatePath: Path
  readonly podPath: Path

  constructor(target: Target, root: Fields) {
    this.kind = target.kind
    this.minor = Number(target.version.split('.')[1])
    this.partial = target.partial ?? false
    this.root = root
    this.jobPath = target.kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : ['spec']
    this.templatePath = target.kind === 'Pod' ? [] : [...this.jobPath, 'template']
    this.podPath = [...this.templatePath, 'spec']
  }

  /** Follows a path as far as there are objects. */
  at(path: Path): Fields {
    let value: unknown = this.root
    for (const step of path) value = fields(value)[step]
    return fields(value)
  }

  get metadata(): Fields {
    return fields(this.root.metadata)
  }

  get job(): Fields {
    return this.at(this.jobPath)
  }

  get template(): Fields {
    return this.at(this.templatePath)
  }

  get pod(): Fields {
    this.#pod ??= this.at(this.podPath)
    return this.#pod
  }

  /** Fields of the Pod's security context that say which host namespaces it shares live on the Pod itself. */
  get hostNetwork(): boolean {
    return this.pod.hostNetwork === true
  }

  /** Completions after defaulting: only a Job gets 1, and only when parallelism is unset too (section 15). */
  get completions(): unknown {
    const { completions, parallelism } = this.job
    if (written(completions)) return completions
    return this.kind === 'Job' && !written(parallelism) && !this.partial ? 1 : undefined
  }

  get restartPolicy(): unknown {
    return (
      text(this.pod.restartPolicy) || (written(this.pod.restartPolicy) ? this.pod.restartPolicy : 'Always')
    )
  }

  /** Volumes by name; the first of that name. */
  get volumes(): ReadonlyMap<unknown, Fields> {
    this.#volumes ??= byName(this.pod.volumes)
    return this.#volumes
  }

  get resourceClaims(): ReadonlyMap<unknown, Fields> {
    this.#claims ??= byName(this.pod.resourceClaims)
    return this.#claims
  }

  /** Every container with its path, init containers first as the API server visits them. */
  get containers(): readonly ContainerAt[] {
    this.#containers ??= ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
      items(this.pod[list]).map((item, index) => ({
        value: fields(item),
        list,
        path: [...this.podPath, list, index]
      }))
    )
    return this.#containers
  }

  #pod: Fields | undefined
  #volumes: ReadonlyMap<unknown, Fields> | undefined
  #claims: ReadonlyMap<unknown, Fields> | undefined
  #containers: readonly ContainerAt[] | undefined
}

/** A container and where it is. */
export interface ContainerAt {
  readonly value: Fields
  readonly list: string
  readonly path: Path
}

function byName(list: unknown): Map<unknown, Fields> {
  const found = new Map<unknown, Fields>()
  for (const item of items(list)) {
    const value = fields(item)
    if (written(value.name) && !found.has(value.name)) found.set(value.name, value)
  }
  return found
}
