import type { Json, Path } from '../../yaml/index.ts'
import type { ManifestDocument } from './manifest-document.ts'
import { isPlaceholderAt } from './placeholder.ts'

/** Which part of a field a finding underlines: its value, its key, or some words inside a string. */
export type FieldPart = 'value' | 'key' | { readonly words: string; readonly offset: number }

/**
 * A place in a document and what is written there. Reading never throws; a field may be absent and still be
 * pointed at: the nearest key above it is underlined then.
 */
export class Field {
  readonly document: ManifestDocument
  readonly path: Path
  /** The value as the API server sees it; undefined where nothing is written. */
  readonly value: Json | undefined
  readonly part: FieldPart
  readonly #elsewhere: Elsewhere | undefined

  constructor(
    document: ManifestDocument,
    path: Path,
    value: Json | undefined,
    { part = 'value', elsewhere }: { readonly part?: FieldPart; readonly elsewhere?: Elsewhere } = {}
  ) {
    this.document = document
    this.path = path
    this.value = value
    this.part = part
    this.#elsewhere = elsewhere
  }

  /** Whether something is written here; `null` is as good as absent to Kubernetes. */
  get exists(): boolean {
    return this.value !== undefined && this.value !== null
  }

  /** Whether the value is filled in later (`${TAG}`, `{{ .Values.tag }}`), so that nobody can judge it now. */
  get isPlaceholder(): boolean {
    const { value, path, document } = this
    return typeof value === 'string' && isPlaceholderAt(path, value, document.ownPlaceholders)
  }

  /** The string written here; undefined where there is none, or only a placeholder. */
  get text(): string | undefined {
    return typeof this.value === 'string' && !this.isPlaceholder ? this.value : undefined
  }

  /** The whole number written here, if one is. */
  get integer(): number | undefined {
    return Number.isInteger(this.value) ? (this.value as number) : undefined
  }

  /** The boolean written here, if one is. */
  get boolean(): boolean | undefined {
    return typeof this.value === 'boolean' ? this.value : undefined
  }

  /** The field below by its keys and indexes, present or not; where it is written elsewhere by a slip, that place. */
  at(...keys: Path): Field {
    let path = [...this.path]
    let { value } = this
    for (const key of keys) {
      path.push(key)
      value = below(value, key)
      const written = value === undefined || value === null ? this.#elsewhere?.(path) : undefined
      if (written === undefined) continue
      path = [...written]
      value = path.reduce<Json | undefined>(below, this.document.value)
    }
    return this.#with(path, value)
  }

  /** The entries of a list; none where this is no list. */
  items(): Field[] {
    return Array.isArray(this.value) ? this.value.map((_, index) => this.at(index)) : []
  }

  /** The keys and values of a mapping; none where this is no mapping. */
  entries(): [string, Field][] {
    const { value } = this
    const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isMapping ? Object.keys(value).map((key) => [key, this.at(key)]) : []
  }

  /** The same field, underlined at its key. */
  get key(): Field {
    return this.#with(this.path, this.value, 'key')
  }

  /** The same field, underlined at `words`, which stand at `offset` of its string. */
  words(words: string, offset: number): Field {
    return this.#with(this.path, this.value, { words, offset })
  }

  /** The same field, which knows where fields below it are written by a slip: misspelt, or at another level. */
  knowing(elsewhere: Elsewhere): Field {
    return new Field(this.document, this.path, this.value, { part: this.part, elsewhere })
  }

  #with(path: Path, value: Json | undefined, part?: FieldPart): Field {
    const elsewhere = this.#elsewhere
    return new Field(this.document, path, value, { ...(part && { part }), ...(elsewhere && { elsewhere }) })
  }
}

/** Answers for a place at which nothing is written where in the document what is meant for it is. */
type Elsewhere = (path: Path) => Path | undefined

function below(value: Json | undefined, key: string | number): Json | undefined {
  const isInside = typeof value === 'object' && value !== null && Object.hasOwn(value, key)
  return isInside ? (value as Readonly<Record<string | number, Json>>)[key] : undefined
}
