import { isTimeZone, suggestTimeZone } from '../../cron/index.ts'
import type { Constraint } from './constraint.ts'
import { show } from './phrases.ts'

/** The time zone of a CronJob's schedule (GROUND_TRUTH C4). */
export const cronTimeZoneConstraints: readonly Constraint[] = [
  {
    id: 'C4',
    where: 'CronJobSpec.timeZone',
    check: (zone) => {
      if (typeof zone !== 'string' || isTimeZone(zone)) return undefined
      if (zone === '') return 'timeZone is empty: remove it, or write a time zone such as "Etc/UTC".'
      const near = suggestTimeZone(zone)
      const hint = near === undefined ? 'write one such as "Europe/Berlin"' : `write ${show(near)}`
      return `timeZone ${show(zone)} is not a valid IANA time zone (names are case-sensitive): ${hint}.`
    }
  }
]
