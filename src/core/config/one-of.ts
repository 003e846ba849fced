import { versionsNamed } from '../../kubernetes/api/index.ts'
import { didYouMean, quoted } from '../../text/index.ts'
import { UsageError } from './config.ts'

/** The value of a flag or setting that takes one of a few words; a UsageError calls it by its `name`. */
export function oneOf<Word extends string>(name: string, value: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === value)
  if (found !== undefined) return found
  const expected = `; expected ${words.slice(0, -1).join(', ')} or ${words.at(-1)}.`
  throw new UsageError(`${name} is ${quoted(value)}${didYouMean(value, words) || expected}`)
}

/** A version of Kubernetes, or a range of them, that is known. */
export function knownVersions(name: string, value: string): string {
  try {
    versionsNamed(value)
    return value
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`${name}: ${error.message}`) : error
  }
}
