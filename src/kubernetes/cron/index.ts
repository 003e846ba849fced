/** Cron schedules as Kubernetes reads them: robfig/cron v3 ParseStandard and the API server's own checks. */
export { type DstEffect, dstEffect } from './dst.ts'
export { gaps } from './gaps.ts'
export { nextRun, nextRuns } from './next.ts'
export { type CronFault, parseCron } from './parse-schedule.ts'
export { dayFieldsOr, everySeconds, isStar, minuteStar, neverRuns, unevenSteps } from './questions.ts'
export type { CronSchedule } from './schedule.ts'
export { daysAYear, frequency, mostAtOnce, shortestGap } from './spacing.ts'
export { dstTransitions, type ZoneClock, zoneClock } from './zone-clock.ts'
