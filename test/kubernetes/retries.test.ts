import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AttemptPlace,
  alike,
  failedAt,
  type JobOutcome,
  type JobRetrySpec,
  lastRetryWithin,
  type RestartPolicy,
  retrySchedule,
  simulateJob,
  totalWait
} from '../../src/kubernetes/retries/index.ts'
import { truth } from '../truth.ts'

interface Scenario {
  readonly id: string
  readonly spec: JobRetrySpec & { readonly podFailurePolicy?: unknown; readonly successPolicy?: unknown }
  readonly behaviour: RecordedBehaviour
  readonly horizonSeconds: number
  readonly events: readonly { readonly event: string; readonly t: number }[]
  readonly podsCreated: number
  readonly podsLeft: { readonly failed: number; readonly succeeded: number; readonly active: number }
  readonly finalReason: string | null
  readonly finishedAt: number | null
  readonly jobDeletedAt?: number
}

interface RecordedBehaviour {
  readonly startSeconds: number
  readonly attemptSeconds: number
  /** -1: always. */
  readonly failsTimes: number
  readonly termSeconds: number
  readonly graceSeconds: number
  readonly hangForever?: boolean
  readonly successSeconds?: number
  readonly staggerSeconds?: number
  readonly attemptSecondsList?: readonly number[]
  readonly failOrdinals?: readonly number[]
  readonly failPodOrdinals?: readonly number[]
  readonly failIndexes?: readonly number[]
  readonly createdAtMillis?: number
  readonly disruptions?: unknown
  readonly userActions?: unknown
}

/** Why a scenario cannot be simulated; each reason with the number of recorded scenarios. */
const NOT_MODELLED: readonly { why: string; rows: number; is: (scenario: Scenario) => boolean }[] = [
  { why: 'a Pod is deleted, evicted or preempted', rows: 17, is: ({ behaviour }) => !!behaviour.disruptions },
  { why: 'a user edits the Job', rows: 8, is: ({ behaviour }) => !!behaviour.userActions },
  { why: 'podFailurePolicy decides by exit code', rows: 9, is: ({ spec }) => !!spec.podFailurePolicy },
  { why: 'successPolicy ends the Job early', rows: 2, is: ({ spec }) => !!spec.successPolicy }
]

/** Scenarios where the recording itself may be a second or a Pod off, or begins between two seconds. */
const TIES: Readonly<Record<string, string>> = {
  'never-limit3-attempt1': 'attempts end in the instant of a sync: the recording varies by 1 s',
  'never-deadline5': 'the attempt ends at the deadline: it is counted as failed or deleted',
  'perindex1-max0-c3p3-stagger': 'two Pods end in the instant of a sync: the recording varies by 1 s',
  'never-limit3-created-at-.7': 'created 0.7 s after a full second',
  'never-deadline-frac': 'created 0.7 s after a full second'
}

describe('recorded from the real controllers', () => {
  const scenarios = truth<Scenario>('timelines')
  const reasonOf = (scenario: Scenario) => NOT_MODELLED.find(({ is }) => is(scenario))?.why
  const modelled = scenarios.filter((scenario) => reasonOf(scenario) === undefined)
  const exact = modelled.filter(({ id }) => !(id in TIES))

  test('144 of the 180 scenarios can be simulated', () => {
    const counts = NOT_MODELLED.map(({ why }) => scenarios.filter((each) => reasonOf(each) === why).length)
    expect(counts).toEqual(NOT_MODELLED.map(({ rows }) => rows))
    expect(modelled).toHaveLength(144)
    expect(exact).toHaveLength(139)
  })

  test('end, reason, Pods and starts of 139 are the same', () => {
    for (const scenario of exact) {
      expect({ id: scenario.id, ...simulated(scenario) }).toEqual({ id: scenario.id, ...recorded(scenario) })
    }
  })

  test('ties differ by a second or a Pod', () => {
    for (const scenario of modelled.filter(({ id }) => id in TIES)) {
      const ours = simulated(scenario)
      const theirs = recorded(scenario)
      expect(ours.reason, scenario.id).toBe(theirs.reason)
      expect(ours.podsCreated, scenario.id).toBe(theirs.podsCreated)
      expect(Math.abs((ours.finishedAt ?? 0) - (theirs.finishedAt ?? 0)), scenario.id).toBeLessThanOrEqual(1)
      expect(Math.abs(ours.podsLeft.failed - theirs.podsLeft.failed), scenario.id).toBeLessThanOrEqual(1)
    }
  })

  test('the closed form ends the Jobs with one Pod at a time that always fail', () => {
    const simple = exact.filter(isAlwaysFailing)
    expect(simple.length).toBeGreaterThan(35)
    for (const { id, spec, behaviour, finishedAt } of simple) {
      const { restartPolicy, backoffLimit = 6 } = spec
      const at = failedAt({ restartPolicy, backoffLimit, ...inSeconds(behaviour) })
      expect(Math.abs(at - (finishedAt ?? 0)), id).toBeLessThanOrEqual(1)
    }
  })
})

describe('simulateJob', () => {
  const always = (seconds: number) => ({ attempt: alike(seconds, Number.POSITIVE_INFINITY) })
  const never: JobRetrySpec = { restartPolicy: 'Never' }
  const onFailure: JobRetrySpec = { restartPolicy: 'OnFailure' }

  test('Never: a Pod for each attempt, all of which stay', () => {
    const outcome = simulateJob({ ...never, backoffLimit: 2 }, always(5))
    expect(outcome).toMatchObject({ condition: 'Failed', reason: 'BackoffLimitExceeded', finishedAt: 46 })
    expect(outcome.attempts.map(({ start }) => start)).toEqual([0, 15, 40])
    expect(outcome.podsLeft).toEqual({ failed: 3, succeeded: 0, active: 0 })
  })

  test('OnFailure: one Pod, whose last restart is killed and of which nothing stays', () => {
    const outcome = simulateJob({ ...onFailure, backoffLimit: 2 }, always(5))
    expect(outcome).toMatchObject({ reason: 'BackoffLimitExceeded', finishedAt: 22, podsCreated: 1 })
    expect(outcome.attempts.map(({ start, result }) => `${start} ${result}`)).toEqual([
      '0 failed',
      '5 failed',
      '20 stopped'
    ])
    expect(outcome.podsLeft).toEqual({ failed: 0, succeeded: 0, active: 0 })
  })

  test('backoffLimitPerIndex does not limit restarts: they go on forever', () => {
    const spec = { ...onFailure, completionMode: 'Indexed', completions: 2, backoffLimitPerIndex: 1 } as const
    const outcome = simulateJob(spec, always(5), { seconds: 86_400 })
    expect(outcome.finishedAt).toBeUndefined()
    expect(outcome.podsLeft.active).toBe(1)
  })

  test('a deadline waits for the grace period', () => {
    const hangs = { stopSeconds: 30, attempt: alike(Number.POSITIVE_INFINITY, 0) }
    const outcome = simulateJob({ ...never, activeDeadlineSeconds: 60, ttlSecondsAfterFinished: 100 }, hangs)
    expect(outcome).toMatchObject({ reason: 'DeadlineExceeded', finishedAt: 91, deletedAt: 191 })
  })

  test.each<[why: string, spec: JobRetrySpec]>([
    ['suspended', { ...never, suspend: true, activeDeadlineSeconds: 60 }],
    ['no Pods wanted', { ...never, parallelism: 0 }]
  ])('nothing happens: %s', (_, spec) => {
    expect(simulateJob(spec, always(5))).toMatchObject({ podsCreated: 0, attempts: [] })
    expect(simulateJob(spec, always(5)).finishedAt).toBeUndefined()
  })

  test('a Job which asks for a billion Pods is cut short', () => {
    const spec = {
      ...never,
      parallelism: 2_147_483_647,
      completions: 2_147_483_647,
      backoffLimit: 2_147_483_647
    }
    const start = performance.now()
    for (const completionMode of ['NonIndexed', 'Indexed'] as const) {
      const outcome = simulateJob({ ...spec, completionMode }, always(0))
      expect(outcome.podsCreated).toBeLessThanOrEqual(1000)
      expect(outcome.finishedAt).toBeUndefined()
    }
    expect(performance.now() - start).toBeLessThan(1000)
  })

  test.each<
    [
      why: string,
      spec: Partial<JobRetrySpec>,
      fails: (place: AttemptPlace) => boolean,
      seconds: number,
      end: string
    ]
  >([
    ['one after the other', { completions: 3 }, () => false, 5, 'CompletionsReached 18'],
    [
      'a success ends the back-off',
      { completions: 3 },
      ({ pod }) => [0, 1, 3, 4].includes(pod),
      5,
      'CompletionsReached 98'
    ],
    [
      'failures together add up',
      { parallelism: 3, completions: 3 },
      () => true,
      5,
      'BackoffLimitExceeded 376'
    ],
    ['waits count from whole seconds', { backoffLimit: 3 }, () => true, 2.7, 'BackoffLimitExceeded 79.7'],
    [
      'an index in back-off holds the slot',
      { ...indexed(1, 3), backoffLimitPerIndex: 2 },
      ({ index }) => index === 0,
      5,
      'FailedIndexes 58'
    ],
    [
      'others of the same look hide a failure',
      { ...indexed(2, 4), backoffLimit: 3 },
      ({ index }) => index === 0,
      5,
      'BackoffLimitExceeded 24'
    ],
    [
      'as many failed indexes as allowed',
      { ...indexed(3, 3), backoffLimitPerIndex: 0, maxFailedIndexes: 1 },
      ({ index }) => index === 1,
      5,
      'FailedIndexes 6'
    ],
    [
      'more failed indexes than allowed',
      { ...indexed(3, 3), backoffLimitPerIndex: 0, maxFailedIndexes: 0 },
      ({ index }) => index === 1,
      5,
      'MaxFailedIndexesExceeded 6'
    ],
    ['a work queue is not refilled', { parallelism: 3 }, ({ pod }) => pod > 0, 5, 'CompletionsReached 6'],
    [
      'runs above 600 s restart at once',
      { restartPolicy: 'OnFailure', backoffLimit: 4 },
      () => true,
      700,
      'BackoffLimitExceeded 2802'
    ]
  ])('%s', (_, spec, fails, seconds, end) => {
    const attempt = (place: AttemptPlace) => ({ seconds, succeeds: !fails(place) })
    const { reason, finishedAt } = simulateJob({ ...never, ...spec }, { attempt })
    expect(`${reason} ${finishedAt && Math.round(finishedAt * 10) / 10}`).toBe(end)
  })

  test('always ends, in order, with as many attempts as it says', () => {
    const small = fc.integer({ min: 0, max: 4 })
    const optional = fc.option(small, { nil: undefined })
    const specs = fc.record({
      restartPolicy: fc.constantFrom<RestartPolicy>('Never', 'OnFailure'),
      completionMode: fc.constantFrom('NonIndexed' as const, 'Indexed' as const),
      completions: small,
      parallelism: small,
      backoffLimit: small,
      limitPerIndex: optional,
      deadline: optional
    })
    fc.assert(
      fc.property(specs, small, small, (spec, seconds, failures) => {
        const { limitPerIndex, deadline, ...plain } = spec
        const perIndex = limitPerIndex !== undefined && spec.completionMode === 'Indexed'
        const outcome = simulateJob(
          {
            ...plain,
            ...(perIndex && { backoffLimitPerIndex: limitPerIndex }),
            ...(deadline !== undefined && { activeDeadlineSeconds: deadline * 50 })
          },
          { startSeconds: 1, stopSeconds: 2, attempt: alike(seconds, failures) }
        )
        const stuck = spec.parallelism === 0 && spec.completions > 0 && deadline === undefined
        expect(outcome.finishedAt === undefined).toBe(stuck)
        const starts = outcome.attempts.map(({ start }) => start)
        expect(starts).toEqual([...starts].sort((a, b) => a - b))
        expect(outcome.attempts.some(({ result }) => result === 'running')).toBe(false)
        if (outcome.condition === 'Complete') expect(outcome.podsLeft.succeeded).toBe(spec.completions)
      })
    )
  })
})

describe('closed forms', () => {
  test.each<[limit: number, policy: RestartPolicy, waits: readonly number[], total: number]>([
    [0, 'Never', [], 0],
    [6, 'Never', [10, 20, 40, 80, 160, 320], 630],
    [9, 'Never', [10, 20, 40, 80, 160, 320, 600, 600, 600], 2430],
    [0, 'OnFailure', [0], 0],
    [1, 'OnFailure', [0], 0],
    [6, 'OnFailure', [0, 10, 20, 40, 80, 160], 310],
    [8, 'OnFailure', [0, 10, 20, 40, 80, 160, 300, 300], 910]
  ])('limit %i, %s', (limit, policy, waits, total) => {
    expect(retrySchedule(limit, policy)).toEqual(waits)
    expect(totalWait(limit, policy)).toBe(total)
  })

  test('answer at once for the largest limit', () => {
    expect(retrySchedule(2_147_483_647, 'Never')).toHaveLength(100)
    expect(totalWait(2_147_483_647, 'Never')).toBe(630 + (2_147_483_647 - 6) * 600)
    const job = { backoffLimit: 2_147_483_647, restartPolicy: 'Never' } as const
    expect(lastRetryWithin(1e18, job)).toBe(2_147_483_647)
    expect(lastRetryWithin(Number.POSITIVE_INFINITY, job)).toBe(2_147_483_647)
  })

  test.each<[deadline: number, limit: number, policy: RestartPolicy, retry: number]>([
    [60, 6, 'Never', 2],
    [600, 6, 'Never', 5],
    [666, 6, 'Never', 6],
    [1, 6, 'Never', 0],
    [60, 0, 'Never', 0],
    [5, 6, 'OnFailure', 0],
    [6, 6, 'OnFailure', 1],
    [1e9, 6, 'OnFailure', 5],
    [1e9, 1, 'OnFailure', 0]
  ])('within %i s, limit %i, %s: retry %i is the last', (deadline, backoffLimit, restartPolicy, retry) => {
    expect(lastRetryWithin(deadline, { backoffLimit, restartPolicy, attemptSeconds: 5 })).toBe(retry)
  })

  test('agree with the simulation', () => {
    const policy = fc.constantFrom<RestartPolicy>('Never', 'OnFailure')
    // Attempts of a second or less may end in the instant of a sync.
    const seconds = fc.integer({ min: 2, max: 700 })
    const deadlines = fc.integer({ min: 1, max: 20_000 })
    fc.assert(
      fc.property(
        policy,
        fc.nat(14),
        seconds,
        fc.nat(5),
        deadlines,
        (restartPolicy, limit, attemptSeconds, start, deadline) => {
          const job = {
            backoffLimit: limit,
            restartPolicy,
            attemptSeconds,
            startSeconds: start,
            stopSeconds: 3
          }
          const behaviour = { ...job, attempt: alike(attemptSeconds, Number.POSITIVE_INFINITY) }
          const spec = { restartPolicy, backoffLimit: limit }
          expect(simulateJob(spec, behaviour).finishedAt).toBe(failedAt(job))
          const cut = simulateJob({ ...spec, activeDeadlineSeconds: deadline }, behaviour)
          const made = restartPolicy === 'Never' ? cut.podsCreated : cut.attempts.length
          const most = restartPolicy === 'Never' ? limit : Math.max(0, limit - 1)
          expect(lastRetryWithin(deadline, job)).toBe(Math.max(0, Math.min(made - 1, most)))
        }
      )
    )
  })
})

function indexed(parallelism: number, completions: number) {
  return { parallelism, completions, completionMode: 'Indexed' } as const
}

function simulated({ spec, behaviour, horizonSeconds }: Scenario) {
  const { startSeconds, stopSeconds } = inSeconds(behaviour)
  const attempt = (place: AttemptPlace) => attemptOf(behaviour, place)
  const outcome = simulateJob(spec, { startSeconds, stopSeconds, attempt }, { seconds: horizonSeconds })
  return compared(
    outcome,
    outcome.attempts.map(({ start }) => start)
  )
}

function recorded(scenario: Scenario) {
  const { podsCreated, podsLeft, finalReason, finishedAt, jobDeletedAt, events } = scenario
  const { failed, succeeded, active } = podsLeft
  const outcome = {
    podsCreated,
    podsLeft: { failed, succeeded, active },
    ...(finalReason !== null && { reason: finalReason }),
    ...(finishedAt !== null && { finishedAt }),
    ...(jobDeletedAt !== undefined && { deletedAt: jobDeletedAt })
  }
  const starts = events.filter(({ event }) => event === 'pod-running' || event === 'container-restarted')
  return compared(
    outcome,
    starts.map(({ t }) => t)
  )
}

/** To the tenth of a second: sums of fractions are not exact. */
function compared(
  outcome: Pick<JobOutcome, 'podsCreated' | 'podsLeft' | 'finishedAt' | 'deletedAt'> & { reason?: string },
  starts: readonly number[]
) {
  const { podsCreated, podsLeft, reason, finishedAt, deletedAt } = outcome
  const tenths = (time: number | undefined) => time && Math.round(time * 10) / 10
  return {
    podsCreated,
    podsLeft,
    reason,
    finishedAt: tenths(finishedAt),
    deletedAt: tenths(deletedAt),
    starts: starts.map(tenths)
  }
}

function attemptOf(behaviour: RecordedBehaviour, { pod, index, earlier }: AttemptPlace) {
  const { failsTimes, failOrdinals, failPodOrdinals, failIndexes, staggerSeconds = 0 } = behaviour
  const failing = failOrdinals?.includes(pod) ?? (failsTimes < 0 || earlier < failsTimes)
  const concerned = failIndexes?.includes(index ?? -1) ?? failPodOrdinals?.includes(pod) ?? true
  const succeeds = !(failing && concerned)
  if (behaviour.hangForever) return { seconds: Number.POSITIVE_INFINITY, succeeds }
  const seconds = behaviour.attemptSecondsList?.[pod] ?? behaviour.attemptSeconds
  const length = succeeds ? (behaviour.successSeconds ?? seconds) : seconds
  return { seconds: length + staggerSeconds * (index ?? pod), succeeds }
}

function inSeconds({ startSeconds, attemptSeconds, termSeconds, graceSeconds }: RecordedBehaviour) {
  return { startSeconds, attemptSeconds, stopSeconds: Math.min(termSeconds, graceSeconds) }
}

function isAlwaysFailing({ spec, behaviour }: Scenario): boolean {
  const { parallelism = 1, completions = parallelism, completionMode, activeDeadlineSeconds } = spec
  const one = Math.min(parallelism, completions) === 1 && completionMode === undefined
  // Waits are counted from whole seconds: fractions shorten them.
  const same =
    !behaviour.attemptSecondsList && !behaviour.hangForever && Number.isInteger(behaviour.attemptSeconds)
  return one && same && behaviour.failsTimes < 0 && activeDeadlineSeconds === undefined
}
