import { UsageError } from '../core/config/index.ts'

/** How to reach the user. */
export interface Voice {
  readonly warn: (message: string) => void
  readonly log: (message: string) => void
}

/** What a computation gives; the user is told of a mistake of his, and `otherwise` holds. */
export function forgiving<Value>(compute: () => Value, otherwise: Value, { warn }: Voice): Value {
  try {
    return compute()
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    warn(error.message)
    return otherwise
  }
}
