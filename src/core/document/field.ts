import type { Json, Path } from '../../yaml/index.ts'
import type { ManifestDocument } from './parse.ts'
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

  constructor(document: ManifestDocument, path: Path, value: Json | undefined, part: FieldPart = 'value') {
    this.document = document
    this.path = path
    this.value = value
    this.part = part
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

  /** The field below by its keys and indexes, present or not. */
  at(...keys: Path): Field {
    let value: unknown = this.value
    for (const key of keys) {
      const isInside = typeof value === 'object' && value !== null && Object.hasOwn(value, key)
      value = isInside ? (value as Record<string | number, unknown>)[key] : undefined
    }
    return new Field(this.document, [...this.path, ...keys], value as Json | undefined)
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
    return new Field(this.document, this.path, this.value, 'key')
  }

  /** The same field, underlined at `words`, which stand at `offset` of its string. */
  words(words: string, offset: number): Field {
    return new Field(this.document, this.path, this.value, { words, offset })
  }
}
