/** Cron schedules as Kubernetes reads them: robfig/cron v3 ParseStandard and the API server's own checks. */
export { type DstEffect, dstEffect } from './cron/dst.ts'
export { gaps } from './cron/gaps.ts'
export { nextRun, nextRuns } from './cron/next.ts'
export { type CronFault, parseCron } from './cron/parse.ts'
export { dayFieldsOr, everySeconds, isStar, minuteStar, neverRuns, unevenSteps } from './cron/questions.ts'
export type { CronSchedule } from './cron/schedule.ts'
export { daysAYear, frequency, mostAtOnce, shortestGap } from './cron/spacing.ts'
export { dstTransitions, type ZoneClock, zoneClock } from './cron/zone-clock.ts'
