import type { Constraint } from './constraint.ts'
import { minimum, oneOf } from './predicates.ts'

/** CronJob spec other than schedule and time zone (GROUND_TRUTH section 5). */
export const cronJobConstraints: readonly Constraint[] = [
  {
    id: 'C5',
    where: 'CronJobSpec.{startingDeadlineSeconds,successfulJobsHistoryLimit,failedJobsHistoryLimit}',
    check: minimum(0)
  },
  {
    id: 'C6',
    where: 'CronJobSpec.concurrencyPolicy',
    type: 'NotSupported',
    check: oneOf('Allow', 'Forbid', 'Replace')
  }
]
