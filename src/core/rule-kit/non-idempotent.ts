import { quoted } from '../../text/index.ts'
import type { Resource } from '../manifest/index.ts'
import type { Report } from '../rule/index.ts'

/** What shows that work must not be done twice. */
export interface Unrepeatable {
  /** A clause: `"alembic upgrade" changes the database schema`. */
  readonly because: string
  readonly related: NonNullable<Report['related']>
}

/** The evidence that a resource's work must not be done twice; undefined where it may be, or nobody knows. */
export function unrepeatable(resource: Resource): Unrepeatable | undefined {
  const { retry, evidence } = resource.task()
  const [first] = evidence
  if (retry !== 'unsafe' || first === undefined) return undefined
  return {
    because: `${quoted(first.words)} ${first.why}`,
    related: evidence.map(({ at, words, why }) => ({ at, message: `${quoted(words)} ${why}.` }))
  }
}
