import { describe, expect, test } from 'vitest'
import { parse } from '../../src/core/document/parse.ts'
import { classify } from '../../src/core/manifest/classify.ts'
import type { Resource } from '../../src/core/manifest/resource.ts'
import { alike, simulateJob } from '../../src/kubernetes/retries/index.ts'
import { lifecycleOf } from '../../src/report/lifecycle.ts'
import { worstCase } from '../../src/report/worst-case.ts'

const now = Date.UTC(2026, 10, 21, 13)

function resource(spec: object, pod: object = {}, kind = 'Job'): Resource {
  const podSpec = { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a' }], ...pod }
  const job = { template: { spec: podSpec }, ...spec }
  const whole = kind === 'Job' ? job : kind === 'Pod' ? podSpec : { jobTemplate: { spec: job }, ...spec }
  const text = JSON.stringify({
    apiVersion: kind === 'Pod' ? 'v1' : 'batch/v1',
    kind,
    metadata: { name: 'a' },
    spec: whole
  })
  return parse({ path: 'a.yaml', text }).flatMap((document) => classify(document))[0] as Resource
}

function fact(name: string, found: Resource) {
  const facts = lifecycleOf(found, now).filter(({ at }) => at.path.at(-1) === name)
  expect(facts.length).toBeGreaterThan(0)
  return facts[0] as (typeof facts)[number]
}

describe('what the retries come to is what the controller does', () => {
  const cases = [0, 1, 2, 3, 6, 7, 10].flatMap((limit) => [
    ['Never', limit] as const,
    ['OnFailure', limit] as const
  ])
  test.each(cases)('%s, %i', (restartPolicy, backoffLimit) => {
    const found = resource({ backoffLimit }, { restartPolicy })
    const { means } = fact('backoffLimit', found)
    const run = simulateJob({ restartPolicy, backoffLimit }, { attempt: alike(0, Number.POSITIVE_INFINITY) })
    const isNew = restartPolicy === 'Never'
    const tries = isNew ? run.podsCreated : run.attempts.length - 1
    // A second passes until the controller looks at what ended; with OnFailure another until the Pod is gone.
    const waited = (run.finishedAt as number) - (isNew ? 1 : 2)
    if (tries === 1) {
      expect(means).toMatch(isNew ? /^The first failed Pod ends/ : /^The first restart of a container ends/)
      return
    }
    const [hours, minutes, seconds] = [Math.floor(waited / 3600), Math.floor(waited / 60) % 60, waited % 60]
    const parts = [
      hours && `${hours} hour`,
      minutes && `${minutes} minute`,
      seconds && `${seconds} second`
    ].filter(Boolean)
    for (const part of parts.slice(0, 2)) expect(means).toContain(part)
    expect(means).toContain(isNew ? `${tries} Pods at most` : `up to ${tries} times in the same Pod`)
    expect(worstCase(found, now)).toContain(`Up to ${tries} ${isNew ? 'Pods' : 'runs in one Pod'}, `)
  })
})

// biome-ignore format: a table, one field a line
test.each([
  ['backoffLimit', resource({}), '6', /7 Pods at most.* 10 minutes 30 seconds\.$/],
  ['backoffLimit', resource({ backoffLimitPerIndex: 1, completionMode: 'Indexed', completions: 2 }), '2147483647', /has no limit/],
  ['backoffLimit', resource({ backoffLimit: 4, completions: 3 }), '4', /more than 4 of its Pods/],
  ['backoffLimit', resource({ backoffLimit: '${N}' }), '${N}', /filled in later/],
  ['activeDeadlineSeconds', resource({}), 'none', /^Nothing ends the Job/],
  ['activeDeadlineSeconds', resource({ activeDeadlineSeconds: 90 }), '90', /deleted 1 minute 30 seconds after its start/],
  ['ttlSecondsAfterFinished', resource({}), 'none', /until somebody deletes them/],
  ['ttlSecondsAfterFinished', resource({ ttlSecondsAfterFinished: 0 }), '0', /removed immediately/],
  ['ttlSecondsAfterFinished', resource({ schedule: '@daily' }, {}, 'CronJob'), 'none', /history limits/],
  ['completions', resource({}), '1', /when a Pod has succeeded/],
  ['completions', resource({ parallelism: 3 }), 'none', /work queue/],
  ['parallelism', resource({ parallelism: 0 }), '0', /No Pod starts/],
  ['podReplacementPolicy', resource({ podFailurePolicy: {} }), 'Failed', /only when it has ended/],
  ['backoffLimitPerIndex', resource({ backoffLimitPerIndex: 0 }), '0', /first failed Pod/],
  ['backoffLimitPerIndex', resource({ backoffLimitPerIndex: 0 }, { restartPolicy: 'OnFailure' }), '0', /forever/],
  ['backoffLimitPerIndex', resource({ backoffLimitPerIndex: 0, backoffLimit: 3 }, { restartPolicy: 'OnFailure' }), '0', /until backoffLimit 3 ends the Job\.$/],
  ['ttlSecondsAfterFinished', resource({ schedule: '@daily', ttlSecondsAfterFinished: 3600 }, {}, 'CronJob'), '3600', /or earlier by the history limits/],
  ['concurrencyPolicy', resource({ schedule: '@daily', concurrencyPolicy: 'Forbid' }, {}, 'CronJob'), 'Forbid', /unless startingDeadlineSeconds rules it out/],
  ['restartPolicy', resource({}, { restartPolicy: undefined }), 'Always', /refuses/],
  ['restartPolicy', resource({}, { restartPolicy: undefined }, 'Pod'), 'Always', /again/],
  ['suspend', resource({ suspend: true }), 'true', /No Pod runs/],
  ['schedule', resource({ schedule: '30 2 * * *', timeZone: 'Europe/Berlin' }, {}, 'CronJob'), '30 2 * * *', /^1 run a day\. Next: 2026-11-22 02:30, 2026-11-23 02:30, 2026-11-24 02:30 Europe\/Berlin\.$/],
  ['schedule', resource({ schedule: '0 0 30 2 *' }, {}, 'CronJob'), '0 0 30 2 *', /never runs/],
  ['schedule', resource({ schedule: '@every 90m' }, {}, 'CronJob'), '@every 90m', /every 1 hour 30 minutes, counted from/],
  ['timeZone', resource({ schedule: '@daily' }, {}, 'CronJob'), 'the time zone of the controller', /kube-controller-manager/],
  ['concurrencyPolicy', resource({ schedule: '@daily' }, {}, 'CronJob'), 'Allow', /nothing limits/],
  ['startingDeadlineSeconds', resource({ schedule: '@daily', startingDeadlineSeconds: 0 }, {}, 'CronJob'), '0', /No run ever starts/],
  ['failedJobsHistoryLimit', resource({ schedule: '@daily' }, {}, 'CronJob'), '1', /^The newest Job that failed is kept/]
])('%s', (name, found, value, means) => {
  expect(fact(name, found)).toMatchObject({ value, means: expect.stringMatching(means) })
})

test.each([
  ['restartPolicy', resource({}, { restartPolicy: 'never' })],
  ['backoffLimit', resource({ backoffLimit: 'six' })],
  ['schedule', resource({ schedule: '* *' }, {}, 'CronJob')],
  ['timeZone', resource({ schedule: '@daily', timeZone: 'Mars/Base' }, {}, 'CronJob')]
])('of a wrong %s nothing follows', (name, found) => {
  expect(lifecycleOf(found, now).filter(({ at }) => at.path.at(-1) === name)).toEqual([])
})

// biome-ignore format: a table, one resource a line
test.each([
  [resource({}), 'Up to 7 Pods, 10 minutes 30 seconds of waits · no deadline: may hang forever · never removed'],
  [resource({ backoffLimit: 0, activeDeadlineSeconds: 3600, ttlSecondsAfterFinished: 86400 }), 'One Pod, no retry · ended after 1 hour · removed 1 day after it ends'],
  [resource({ activeDeadlineSeconds: 60 }), 'At most 3 of 7 Pods before the deadline · ended after 1 minute · never removed'],
  [resource({ suspend: true }, { restartPolicy: 'OnFailure' }), 'Suspended · up to 6 runs in one Pod, 5 minutes 10 seconds of waits · no deadline: may hang forever · never removed'],
  [resource({ parallelism: 3 }), 'Fails when more than 6 Pods have failed · no deadline: may hang forever · never removed'],
  [resource({ schedule: '0 3 * * *', timeZone: 'Asia/Kolkata' }, {}, 'CronJob'), 'Next run 2026-11-22 03:00 Asia/Kolkata · up to 7 Pods, 10 minutes 30 seconds of waits · no deadline: may hang forever · the last 3 that succeeded and 1 that failed are kept'],
  [resource({ schedule: '0 3 * * *' }, {}, 'CronJob'), expect.stringMatching(/^Next run 2026-11-22 03:00 if the controller uses UTC · /)],
  [resource({ schedule: '@every 2h', ttlSecondsAfterFinished: 3600, backoffLimit: 0 }, {}, 'CronJob'), 'One Pod, no retry · no deadline: may hang forever · removed 1 hour after it ends, or earlier by the history limits'],
  [resource({ backoffLimitPerIndex: 1, backoffLimit: 3 }, { restartPolicy: 'OnFailure' }), 'Indexes restarted until backoffLimit 3 ends the Job · no deadline: may hang forever · never removed'],
  [resource({ backoffLimitPerIndex: 1, activeDeadlineSeconds: 600 }, { restartPolicy: 'OnFailure' }), 'Indexes restarted until the deadline ends the Job · ended after 10 minutes · never removed'],
  [resource({ backoffLimitPerIndex: 1 }, { restartPolicy: '${POLICY}' }), 'Retries unknown · no deadline: may hang forever · never removed'],
  [resource({ podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'NotIn', values: [0] } }] } }), 'Fails with the first failure of its work · no deadline: may hang forever · never removed'],
  [resource({ podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] }] }, backoffLimit: 0 }), 'One Pod, no retry, ignored failures not counted · no deadline: may hang forever · never removed'],
  [resource({ podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } }] }, backoffLimit: 1 }), 'Up to 2 Pods, 10 seconds of waits · no deadline: may hang forever · never removed'],
  [resource({}, {}, 'Pod'), 'One run · no deadline: may hang forever · not created again if its node fails'],
  [resource({}, { containers: [] }), undefined]
])('the worst case in one line: %#', (found, line) => {
  expect(worstCase(found, now)).toEqual(line)
})
