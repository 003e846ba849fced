import { parseCron } from '../../cron/index.ts'
import type { Constraint } from './constraint.ts'
import { show } from './phrases.ts'
import { onText } from './predicates.ts'

/** When a CronJob runs (GROUND_TRUTH C1 to C3). */
export const cronScheduleConstraints: readonly Constraint[] = [
  { id: 'C1', where: 'CronJob.spec', required: 'A CronJob needs a schedule: write spec.schedule.' },
  { id: 'C1', where: 'CronJobSpec.schedule', required: 'A CronJob needs a schedule, such as "0 3 * * *".' },
  {
    id: 'C2',
    where: 'CronJobSpec.schedule',
    check: onText((schedule) => {
      if (schedule.includes('TZ')) return undefined
      const read = parseCron(schedule)
      if (read.kind !== 'fault') return undefined
      const hint = read.suggestion === undefined ? '' : ` Write ${show(read.suggestion)}.`
      return `schedule ${show(schedule)} is not valid: ${read.message}.${hint}`
    })
  },
  {
    id: 'C3',
    where: 'CronJobSpec.schedule',
    check: onText((schedule) => {
      if (!schedule.includes('TZ')) return undefined
      const read = parseCron(schedule)
      const zone = read.kind === 'fault' ? read.timeZone : undefined
      return `schedule ${show(schedule)} has a time zone in it: write spec.timeZone${zone ? `: ${show(zone)}` : ''} instead.`
    })
  }
]
