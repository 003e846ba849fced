import type { Path } from '../../../yaml/index.ts'
import type { ManifestScope } from './scope.ts'

/** Where a walk is: the way there, the values passed, and what is known of the whole manifest. */
export class WalkPlace {
  readonly scope: ManifestScope
  readonly way: (string | number)[] = []
  readonly passed: unknown[] = []

  constructor(scope: ManifestScope) {
    this.scope = scope
  }

  /** The object or list that holds the value; `levels` up from there if more than 1. */
  parent(levels = 1): unknown {
    return this.passed[this.passed.length - levels]
  }

  /** A field of the object that holds the value. */
  sibling(name: string): unknown {
    return (this.parent() as Record<string, unknown>)[name] ?? undefined
  }

  /** The path of the value, or of something below or beside it. */
  path(...below: (string | number)[]): Path {
    return [...this.way, ...below]
  }

  /** The path of a field of the object that holds the value. */
  beside(...fields: (string | number)[]): Path {
    return [...this.way.slice(0, -1), ...fields]
  }

  /** What to call the value in a sentence: `image`, `values[2]`. */
  get name(): string {
    const start = this.way.findLastIndex((step) => typeof step === 'string')
    return this.way.slice(Math.max(start, 0)).reduce<string>(joined, '')
  }
}

function joined(name: string, step: string | number): string {
  return typeof step === 'number' ? `${name}[${step}]` : step
}
