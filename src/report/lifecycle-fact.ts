import type { Field } from '../core/document/index.ts'

/** A field on which the life of a task depends: what holds, what holds where it is left out, and what follows. */
export interface LifecycleFact {
  /** Where it is, or would be. */
  readonly at: Field
  /** What holds, as written or by default. */
  readonly value: string
  /** What holds where the field is left out. */
  readonly fallback: string
  /** Sentences. */
  readonly means: string
}

/** A fact about a whole number, which is `fallback` where nothing is written; nothing where something else is. */
export function numberFact(
  at: Field,
  fallback: number | undefined,
  means: (value: number | undefined) => string
): LifecycleFact[] {
  const value = at.exists ? at.integer : fallback
  if (at.exists && (value === undefined || value < 0)) return filledInLater(at, shown(fallback))
  return [{ at, value: shown(value), fallback: shown(fallback), means: means(value) }]
}

/** A fact about a word or a boolean; nothing where what is written has no meaning. */
export function wordFact(
  at: Field,
  fallback: string,
  meanings: Readonly<Record<string, string>>
): LifecycleFact[] {
  const value = at.exists ? String(at.value) : fallback
  const means = Object.hasOwn(meanings, value) ? meanings[value] : undefined
  return means === undefined ? filledInLater(at, fallback) : [{ at, value, fallback, means }]
}

function filledInLater(at: Field, fallback: string): LifecycleFact[] {
  return at.isPlaceholder
    ? [{ at, value: String(at.value), fallback, means: 'The value is filled in later.' }]
    : []
}

function shown(value: number | undefined): string {
  return value === undefined ? 'none' : String(value)
}
