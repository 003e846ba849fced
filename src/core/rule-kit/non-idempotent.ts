import { quoted } from '../../text/index.ts'
import type { Resource } from '../manifest/index.ts'
import type { Report } from '../rule/index.ts'

/** What shows that work must not be done twice. */
export interface Unrepeatable {
  /** A clause: `"alembic upgrade" changes the database schema`. */
  readonly because: string
  readonly related: NonNullable<Report['related']>
  /** Somebody has said so, of whatever it runs. */
  readonly isDeclared: boolean
  /** It is one request, and a run that failed has usually not made it. */
  readonly isOneRequest: boolean
  /** Of a report: a name alone is enough for a warning, not for an error, and so is what one request may do twice. */
  readonly grade: Pick<Report, 'severity'>
}

/** The evidence that a failed run must not be repeated; undefined where it may be, or nobody knows. */
export function unrepeatable(resource: Resource): Unrepeatable | undefined {
  const { retry, evidence, isDeclared, isOnlyNamed, isOneRequest = false } = resource.task()
  const [first] = evidence
  if (retry !== 'unsafe' || first === undefined) return undefined
  return {
    because: isOnlyNamed
      ? `by its name (${quoted(first.words)}) this work ${first.why}`
      : `${quoted(first.words)} ${first.why}`,
    related: evidence.map(({ at, words, why }) => ({ at, message: `${quoted(words)} ${why}.` })),
    isDeclared,
    isOneRequest,
    grade: isOnlyNamed
      ? { severity: 'warning' }
      : isOneRequest
        ? { severity: { recommended: 'warning', strict: 'error' } }
        : {}
  }
}
