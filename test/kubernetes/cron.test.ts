import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CronFault,
  type CronSchedule,
  dayFieldsOr,
  daysAYear,
  dstEffect,
  dstTransitions,
  everySeconds,
  frequency,
  gaps,
  isStar,
  minuteStar,
  mostAtOnce,
  neverRuns,
  nextRun,
  nextRuns,
  parseCron,
  shortestGap,
  unevenSteps
} from '../../src/kubernetes/cron/index.ts'
import { costBeside, expectLinear } from '../growth.ts'
import { truth } from '../truth.ts'

const NEW_YEAR = Date.UTC(2026, 0, 1)

interface RecordedRuns {
  readonly schedule: string
  readonly timeZone: string | null
  readonly from: string
  readonly next: readonly string[]
  readonly minGapSeconds: number | null
  readonly maxGapSeconds: number | null
  readonly runsInYear: number
}

describe('recorded from robfig/cron and the API server', () => {
  // Go never comes back from these three; we stop instead. Zones of the past: no present zone does it.
  const ENDLESS = new Set([
    '30 0 * * * America/St_Johns 2010-11-06T21:40:00-02:30',
    '15 0-3 * * * America/St_Johns 2010-11-06T21:40:00-02:30',
    '0 0 30 12 * Pacific/Apia 2009-12-31T13:00:00-11:00'
  ])
  const hasNewerZones = (process.versions.tz ?? '') > '2025c'
  const nameOf = ({ schedule, timeZone, from }: RecordedRuns) => `${schedule} ${timeZone ?? 'UTC'} ${from}`

  test('next runs, gaps and runs in a year of all 616 rows', () => {
    const rows = truth<RecordedRuns>('cron')
    expect(rows).toHaveLength(616)
    const otherZoneData = rows.filter((row) => row.timeZone !== null && !sameZoneData(row)).map(nameOf)
    if (otherZoneData.length > 0) {
      console.warn('The zone data of this runtime differ, so these were not compared:', otherZoneData)
    }
    const compared = rows.filter((row) => !otherZoneData.includes(nameOf(row)))
    const differing = compared.filter((row) => {
      const schedule = parsed(row.schedule)
      const from = Date.parse(row.from)
      const spacing = gaps(schedule, from, row.timeZone ?? 'UTC')
      const isNext =
        nextRuns(schedule, from, row.timeZone ?? 'UTC', 10).join() === row.next.map(Date.parse).join()
      // Newer zone data may differ after the ten recorded times, within the year that the gaps are about.
      if (row.timeZone !== null && hasNewerZones) return !isNext
      return (
        !isNext ||
        (spacing?.smallest ?? null) !== row.minGapSeconds ||
        (spacing?.largest ?? null) !== row.maxGapSeconds ||
        spacing?.runs !== row.runsInYear
      )
    })
    expect(differing.map(nameOf).filter((name) => !ENDLESS.has(name))).toEqual([])
  })

  test('the rows on which Go loops forever have the same first run', () => {
    for (const row of truth<RecordedRuns>('cron').filter((each) => ENDLESS.has(nameOf(each)))) {
      const runs = nextRuns(parsed(row.schedule), Date.parse(row.from), row.timeZone ?? 'UTC', 10)
      expect(runs).toEqual([...new Set(row.next.map(Date.parse))])
    }
  })

  test('verdicts on all 94 schedules', () => {
    const rows = truth<{ schedule: string; error: string | null }>('cron-invalid')
    expect(rows).toHaveLength(94)
    const refused = ({ error }: { error: string | null }) => error?.includes('spec.schedule') ?? false
    expect(rows.filter((row) => (parseCron(row.schedule).kind === 'fault') !== refused(row))).toEqual([])
  })
})

describe('parseCron', () => {
  test.each<[schedule: string, place: string, message: string, suggestion?: string]>([
    ['', '', 'it is empty'],
    [' ', ' ', 'it is blank'],
    ['61 * * * *', '61', '61 is above 59, the largest minute'],
    ['0 24 * * *', '24', '24 is above 23, the largest hour: midnight is 0', '0 0 * * *'],
    ['* * 0 * *', '0', '0 is below 1, the smallest day of month'],
    ['0 0 * * 7', '7', '7 is not a day of the week: Sunday is 0', '0 0 * * 0'],
    ['0 0 * * 1-7', '1-7', '7 is not a day of the week: Sunday is 0', '0 0 * * 1-6,0'],
    ['0 0 * * 7-2', '7-2', '7 is not a day of the week: Sunday is 0', '0 0 * * 0-2'],
    ['0 0 * * 1-7/2', '1-7/2', '7 is not a day of the week: Sunday is 0'],
    ['0 22-5 * * *', '22-5', '"22-5" wraps around: write 22-23,0-5', '0 22-23,0-5 * * *'],
    ['0 0 * * sat-sun', 'sat-sun', '"sat-sun" wraps around: write SAT,SUN', '0 0 * * SAT,SUN'],
    ['0 22-5/2 * * *', '22-5/2', '"22-5/2" wraps around: a range must be ascending'],
    ['0 0 * * MONDAY', 'MONDAY', '"MONDAY" is too long: names have three letters', '0 0 * * MON'],
    ['0 0 L * *', 'L', '"L" is Quartz syntax for the last day: Kubernetes does not support L'],
    ['0 0 15W * *', '15W', '"15W" is Quartz syntax for the nearest weekday: Kubernetes does not support W'],
    [
      '0 0 * * 5#2',
      '5#2',
      '"5#2" is Quartz syntax for the nth weekday of a month: Kubernetes does not support #'
    ],
    ['H * * * *', 'H', '"H" is Jenkins syntax for "any": Kubernetes does not support H'],
    ['0 0 * x *', 'x', '"x" is not a number or name (JAN, FEB, …)'],
    ['*/0 * * * *', '0', 'a step of 0 is invalid: the smallest step is 1'],
    ['*/-1 * * * *', '-1', '"-1" is negative'],
    ['*/ * * * *', '*/', '"*/" has no number for its step'],
    ['-1 * * * *', '-1', 'a number is missing before "-1"'],
    ['1- * * * *', '1-', 'a number is missing after "1-"'],
    ['1-2-3 * * * *', '1-2-3', '"1-2-3" has more than one hyphen'],
    ['1/2/3 * * * *', '1/2/3', '"1/2/3" has more than one slash'],
    ['99999999999999999999 * * * *', '9'.repeat(20), `"${'9'.repeat(20)}" is too large`],
    [
      '* * * *',
      '* * * *',
      'four fields where five are required: minute, hour, day of month, month, day of week'
    ],
    ['0 0 12 * * ?', '0', 'six fields: Kubernetes has no seconds field', '0 12 * * ?'],
    ['*/5 * * * * *', '*/5', 'six fields: Kubernetes has no seconds field'],
    ['0 0 1 1 * 2026', '2026', 'six fields: Kubernetes has no year field', '0 0 1 1 *'],
    ['0 0 12 1 1 ? 2026', '2026', '7 fields: Kubernetes has no year field', '0 12 1 1 ?'],
    [
      'TZ=Europe/Berlin 0 3 * * *',
      'TZ=Europe/Berlin',
      'a time zone is not allowed here: it belongs in spec.timeZone',
      '0 3 * * *'
    ],
    [
      'CRON_TZ=UTC @daily',
      'CRON_TZ=UTC',
      'a time zone is not allowed here: it belongs in spec.timeZone',
      '@daily'
    ],
    ['0 3 * * TZ', 'TZ', 'the letters TZ are not allowed anywhere in a schedule'],
    ['@reboot', '@reboot', '@reboot is not supported: for a single run use a Job'],
    ['@Daily', '@Daily', '"@Daily" must be written @daily', '@daily'],
    ['@daily ', '@daily ', '"@daily " must be written @daily', '@daily'],
    [' @daily', ' @daily', 'there must be no space before @daily', '@daily'],
    ['@every', '@every', '@every needs a duration, such as @every 30m'],
    ['@every 5', '5', '"5" has no unit: write "5m" for minutes'],
    ['@every 1d', '1d', '"d" is not a unit of time: use h, m, s or ms', '@every 24h'],
    ['@every 1.5.h', '1.5.h', '"1.5.h" has no unit: write "1.5m" for minutes'],
    ['@every  5m', ' 5m', '" 5m" is not a duration', '@every 5m'],
    ['@every5m', '@every5m', '@every and its duration must be separated by one space', '@every 5m'],
    [
      '@everyday',
      '@everyday',
      '"@everyday" is not supported: use @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly or @every'
    ],
    ['@every +', '+', '"+" is not a duration'],
    ['0 22-5 * * 7', '22-5', '"22-5" wraps around: write 22-23,0-5', '0 22-23,0-5 * * 0']
  ])('%j: %s', (schedule, place, message, suggestion) => {
    const fault = refused(schedule)
    expect(schedule.slice(fault.start, fault.end)).toBe(place)
    expect(fault.message).toBe(message)
    expect(fault.suggestion).toBe(suggestion)
  })

  test('names the zone of a prefix', () => {
    expect(refused('TZ=Europe/Berlin 0 3 * * *').timeZone).toBe('Europe/Berlin')
  })

  test.each([
    '1, * * * *',
    ',1 * * * *',
    '1,,2 * * * *',
    '+5 05 * * *',
    '*-5 * * * *',
    '*/90 * * * *',
    '0\t0 * * *\n',
    '0 0 * JAN-dec mOn',
    '? ? ? ? ?',
    '0 0 * * */7',
    ', * * * *',
    '@every -1h',
    '@every 500ms',
    '@every 1h30m10.5s',
    '@every 0'
  ])('accepts the odd %j', (schedule) => {
    expect(parseCron(schedule).kind).not.toBe('fault')
  })

  test.each([
    ['', '*,', ''],
    ['', '/', ' * * * *'],
    ['', '-', ' * * * *'],
    ['', '9', ' * * * *'],
    ['', '7,', ''],
    ['', '0 ', ''],
    ['@every ', '1h', ''],
    ['@every ', '9', 'h'],
    ['@every 0.', '9', 'h'],
    ['TZ=', 'x', ''],
    ['', '@', '']
  ])('a huge schedule %s%s…%s costs no more than its length', (before, part, after) => {
    expectLinear((size) => parseCron(before + part.repeat(size) + after), 200_000)
  })

  test('never throws, and points into the text', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), almostSchedules())
    fc.assert(
      fc.property(anything, (text) => {
        const result = parseCron(text)
        if (result.kind !== 'fault') return
        expect(result.start).toBeGreaterThanOrEqual(0)
        expect(result.start).toBeLessThanOrEqual(result.end)
        expect(result.end).toBeLessThanOrEqual(text.length)
        expect(text === '' || result.start < result.end).toBe(true)
        expect(parseCron(result.suggestion ?? '@daily').kind).not.toBe('fault')
      }),
      { numRuns: 2000 }
    )
  })
})

describe('nextRuns', () => {
  test.each<[schedule: string, timeZone: string, after: string, next: readonly string[]]>([
    ['0 0 * * *', 'UTC', '2026-03-01T00:00:00Z', ['2026-03-02T00:00Z', '2026-03-03T00:00Z']],
    ['*/40 * * * *', 'UTC', '2026-03-01T00:00:00.500Z', ['2026-03-01T00:40Z', '2026-03-01T01:00Z']],
    // A step without a range goes on to the end.
    ['20/25 5-9/4 * * *', 'UTC', '2026-03-01T05:30:00Z', ['2026-03-01T05:45Z', '2026-03-01T09:20Z']],
    // Both day fields restricted: either.
    ['0 0 1 * 1', 'UTC', '2026-03-31T12:00:00Z', ['2026-04-01T00:00Z', '2026-04-06T00:00Z']],
    ['0 0 */2 * 1', 'UTC', '2026-03-01T00:00:00Z', ['2026-03-02T00:00Z', '2026-03-03T00:00Z']],
    ['0 0 29 2 *', 'UTC', '2026-01-01T00:00:00Z', ['2028-02-29T00:00Z', '2032-02-29T00:00Z']],
    // The search ends after five years.
    ['0 0 29 2 *', 'UTC', '2096-03-01T00:00:00Z', []],
    ['0 0 30 2 *', 'UTC', '2026-01-01T00:00:00Z', []],
    // Lost in the gap, twice in the repeated hour.
    ['30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', ['2026-03-30T00:30Z', '2026-03-31T00:30Z']],
    ['30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', ['2026-10-25T00:30Z', '2026-10-25T01:30Z']],
    ['0 12 * * *', 'Australia/Lord_Howe', '2026-10-03T02:00:00Z', ['2026-10-05T01:00Z', '2026-10-06T01:00Z']],
    ['0 12 * * 0', 'Asia/Beirut', '2026-03-23T00:00:00Z', ['2026-04-05T09:00Z', '2026-04-12T09:00Z']],
    ['@every 90m', 'UTC', '2026-03-01T00:00:00.700Z', ['2026-03-01T01:30Z', '2026-03-01T03:00Z']],
    ['0 2 * * *', 'Factory', '2026-03-01T00:00:00Z', ['2026-03-01T02:00Z', '2026-03-02T02:00Z']],
    ['0 2 * * *', 'posixrules', '2026-01-01T00:00:00Z', ['2026-01-01T07:00Z', '2026-01-02T07:00Z']],
    ['0 2 * * *', 'Nowhere', '2026-03-01T00:00:00Z', []]
  ])('%s in %s after %s', (schedule, timeZone, after, next) => {
    expect(nextRuns(parsed(schedule), Date.parse(after), timeZone, 2)).toEqual(next.map(Date.parse))
  })

  test('gives as many as are asked for', () => {
    expect(nextRuns(parsed('* * * * *'), NEW_YEAR, 'UTC', 0)).toEqual([])
    expect(nextRuns(parsed('* * * * *'), NEW_YEAR, 'UTC', 7)).toHaveLength(7)
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, -8.64e15])('ends for the time %s', (after) => {
    expect(nextRun(parsed('0 0 * * *'), after, 'Europe/Berlin')).toBeUndefined()
  })

  test('always goes forward', () => {
    fc.assert(
      fc.property(schedules(), zones(), times(), (text, timeZone, after) => {
        const run = nextRun(parsed(text), after, timeZone)
        expect(run === undefined || run > after).toBe(true)
        if (run !== undefined) expect(run % 1000).toBe(0)
      })
    )
  })
})

describe('gaps', () => {
  test.each([
    ['* * * * *', 'UTC', { smallest: 60, largest: 60, runs: 527_040 }],
    ['*/40 * * * *', 'UTC', { smallest: 1200, largest: 2400, runs: 17_568 }],
    ['30 2 * * *', 'Europe/Berlin', { smallest: 3600, largest: 169_200, runs: 366 }],
    ['0 0,2 * * *', 'Europe/Berlin', { smallest: 3600, largest: 82_800, runs: 732 }],
    ['0 0 1 * *', 'UTC', { smallest: 2_419_200, largest: 2_678_400, runs: 12 }],
    ['0 0 1 1 *', 'UTC', { runs: 1 }],
    ['0 0 30 2 *', 'UTC', { runs: 0 }],
    ['@every 1h', 'UTC', { smallest: 3600, largest: 3600, runs: 8784 }],
    ['0 0 * * *', 'Nowhere', undefined]
  ])('%s in %s', (schedule, timeZone, spacing) => {
    expect(gaps(parsed(schedule), NEW_YEAR, timeZone)).toEqual(spacing)
  })

  // In Cairo clocks change at midnight: the controller starts one run as that day begins, though the day is not its own.
  test('a day that begins with a change of the clocks is not a whole one', () => {
    const schedule = parsed('*/1 1 */1 1-4 */2')
    expect(gaps(schedule, Date.UTC(2030, 2, 17, 21), 'Africa/Cairo', 40)?.runs).toBe(1321)
  })

  test('equals counting run by run', () => {
    fc.assert(
      fc.property(schedules(), zones(), times(), (text, timeZone, from) => {
        const days = 40
        const end = Math.floor(from / 1000) * 1000 + days * 86_400_000
        const runs = nextRuns(parsed(text), from, timeZone, 3000).filter((run) => run <= end)
        if (runs.length >= 3000) return
        const distances = runs.slice(1).map((run, index) => (run - (runs[index] ?? 0)) / 1000)
        const spacing = { smallest: Math.min(...distances), largest: Math.max(...distances) }
        const expected = runs.length < 2 ? { runs: runs.length } : { ...spacing, runs: runs.length }
        expect(gaps(parsed(text), from, timeZone, days)).toEqual(expected)
      })
    )
  })

  test('sixty times as many runs in a year do not cost sixty times as much', () => {
    const year = (schedule: string) => () => gaps(parsed(schedule), NEW_YEAR, 'Europe/Berlin')
    expect(costBeside(year('* * * * *'), year('0 * * * *'))).toBeLessThan(20)
  })
})

describe('spacing without clock changes', () => {
  test('the shortest gap is that of four years of runs in UTC', () => {
    fc.assert(
      fc.property(schedules(), (text) => {
        const schedule = parsed(text)
        const counted = gaps(schedule, Date.UTC(2024, 0, 1) - 1000, 'UTC', 1461)
        // A fixed distance has a next run, however far away.
        if (schedule.kind === 'fields') expect(shortestGap(schedule)).toBe(counted?.smallest)
      })
    )
  })

  test.each([
    ['*/5 * * * *', 300, 1],
    ['*/5 * * * *', 301, 2],
    ['*/5 * * * *', 3600, 12],
    ['0,5 * * * *', 900, 2],
    ['0 22,23 * * 1-5', 86_401, 3],
    ['@every 90s', 600, 7],
    ['0 0 30 2 *', 600, 0]
  ])('%s with runs of %i s: %i at once', (text, seconds, most) => {
    expect(mostAtOnce(parsed(text), seconds)).toBe(most)
  })

  test.each([
    ['* * * * *', '1440 runs a day'],
    ['*/5 * * * *', '288 runs a day'],
    ['@daily', '1 run a day'],
    ['*/5 9-16 * * 1-5', 'about 69 runs a day'],
    ['0 3 * * 1-5', '5 runs a week'],
    ['0 3 1 * *', '1 run a month'],
    ['0 3 1 1 *', '1 run a year'],
    ['0 3 29 2 *', 'less than 1 run a year'],
    ['@every 30s', '2880 runs a day'],
    ['@every 336h', 'about 2 runs a month']
  ])('%s: %s', (text, words) => {
    expect(frequency(parsed(text))).toBe(words)
  })

  test('days that match either day field, and both', () => {
    const schedule = parsed('0 0 13 * 5')
    expect(dayFieldsOr(schedule) && daysAYear(schedule)).toEqual({ either: 63, both: 2 })
  })
})

describe('neverRuns', () => {
  test.each([
    ['0 0 30 2 *', true],
    ['0 0 31 2,4,6,9,11 *', true],
    ['0 0 31 2-3 *', false],
    ['0 0 29 2 *', false],
    // Either day field is enough.
    ['0 0 30 2 1', false],
    [', * * * *', true],
    ['* * , * *', true],
    ['* * , * 1', false],
    ['* * * * ,', true],
    ['* * 1 * ,', false],
    ['@every 1h', false]
  ])('%s: %s', (schedule, never) => {
    expect(neverRuns(parsed(schedule))).toBe(never)
  })

  test('says when there is no next run', () => {
    const days = fc.constantFrom('*', '30', '31', '30-31', ',', '29,31', '1')
    const months = fc.constantFrom('*', '2', '4', '2,4', ',', '12')
    const weekDays = fc.constantFrom('*', '?', ',', '1', '*/2')
    fc.assert(
      fc.property(days, months, weekDays, (day, month, weekDay) => {
        const schedule = parsed(`0 0 ${day} ${month} ${weekDay}`)
        expect(nextRun(schedule, NEW_YEAR, 'UTC') === undefined).toBe(neverRuns(schedule))
      })
    )
  })
})

describe('questions', () => {
  test.each([
    ['*', true],
    ['?', true],
    ['*/1', true],
    ['*,5', true],
    ['*/2', false],
    ['1-31', false],
    ['1', false]
  ])('isStar of %s: %s', (day, star) => {
    const schedule = parsed(`0 0 ${day} * 1`)
    expect(schedule.kind === 'fields' && isStar(schedule.dayOfMonth)).toBe(star)
    expect(dayFieldsOr(schedule)).toBe(!star)
  })

  test.each([
    ['* 3 * * *', true],
    ['* */3 * * *', true],
    ['* * * * *', false],
    ['* */1 * * *', false],
    ['*/5 3 * * *', false],
    ['@daily', false],
    ['@every 1m', false]
  ])('minuteStar of %s: %s', (schedule, star) => {
    expect(minuteStar(parsed(schedule))).toBe(star)
  })

  test.each([
    ['@every 1h30m', 5400],
    ['@every 500ms', 1],
    ['@every 0s', 1],
    ['@every -1h', 1],
    ['@every 1.9s', 1],
    ['@every 2562047h47m16.854775807s', 9_223_372_036],
    ['@hourly', undefined]
  ])('everySeconds of %s: %s', (schedule, seconds) => {
    expect(everySeconds(parsed(schedule))).toBe(seconds)
  })

  test.each([
    ['*/40 * * * *', ['minute 40: 0,40 then 20']],
    ['0-59/40 * * * *', ['minute 40: 0,40 then 20']],
    ['*/90 * * * *', ['minute 90: 0 then 60']],
    ['*/15 * * * *', []],
    ['5/15 * * * *', []],
    // Nothing goes on in the next hour, or on the next day.
    ['*/40 3 * * *', []],
    ['0 */5 * * 1', []],
    ['0 */5 * * 1-5', ['hour 5: 0,5,10,15,20 then 4']],
    ['0 9-17/3 * * *', []],
    ['0 0 * */5 *', ['month 5: 1,6,11 then 2']],
    ['0 0 * * */2', ['day of week 2: 0,2,4,6 then 1']],
    ['0 0 */10 * *', ['day of month 10: 1,11,21,31 then 1']],
    ['@daily', []],
    ['@every 7m', []]
  ])('unevenSteps of %s', (schedule, uneven) => {
    const shown = unevenSteps(parsed(schedule)).map(
      ({ field, step, values, lastGap }) => `${field} ${step}: ${values} then ${lastGap}`
    )
    expect(shown).toEqual(uneven)
  })
})

describe('changes of clocks', () => {
  test('lists them with their offsets', () => {
    expect(dstTransitions('Europe/Berlin', NEW_YEAR, Date.UTC(2027, 0, 1))).toEqual([
      { at: Date.parse('2026-03-29T01:00Z'), before: 3600, after: 7200 },
      { at: Date.parse('2026-10-25T01:00Z'), before: 7200, after: 3600 }
    ])
    expect(dstTransitions('Asia/Tokyo', NEW_YEAR, Number.POSITIVE_INFINITY)).toEqual([])
    expect(dstTransitions('Nowhere', NEW_YEAR, Date.UTC(2027, 0, 1))).toEqual([])
  })

  test.each<[schedule: string, timeZone: string, lost?: string | undefined, repeated?: string]>([
    ['30 2 * * *', 'Europe/Berlin', '2026-03-29 02:30', '2026-10-25 02:30'],
    ['30 2 * * 1-5', 'Europe/Berlin'],
    ['0 3 * * *', 'Europe/Berlin'],
    ['0 12 * * *', 'Europe/Berlin'],
    ['0 2 29 3 *', 'Europe/Berlin', '2026-03-29 02:00'],
    ['0 */2 * * *', 'Europe/Berlin', '2026-03-29 02:00', '2026-10-25 02:00'],
    // These go on evenly in elapsed time.
    ['0 * * * *', 'Europe/Berlin'],
    ['*/15 * * * *', 'Europe/Berlin'],
    ['15 0-3 * * *', 'Europe/Berlin'],
    ['@every 1h', 'Europe/Berlin'],
    ['30 1 * * *', 'America/New_York', undefined, '2026-11-01 01:30'],
    ['@daily', 'America/Havana', '2026-03-08 00:00', '2026-11-01 00:00'],
    ['@daily', 'Asia/Beirut', '2026-03-29 00:00'],
    // robfig steps over a day without midnight.
    ['0 12 * * 0', 'Asia/Beirut', '2026-03-29 12:00'],
    ['0 12 * * *', 'Australia/Lord_Howe', '2026-04-05 12:00'],
    ['30 1 * * *', 'Australia/Lord_Howe', undefined, '2026-04-05 01:30'],
    ['30 2 * * *', 'UTC'],
    ['30 2 * * *', 'Nowhere']
  ])('dstEffect of %s in %s', (schedule, timeZone, lost, repeated) => {
    const effect = dstEffect(parsed(schedule), timeZone, NEW_YEAR)
    expect(effect.lost?.wall).toBe(lost)
    expect(effect.repeated?.wall).toBe(repeated)
  })

  test('gives both times of a repeated run', () => {
    const { repeated } = dstEffect(parsed('30 2 * * *'), 'Europe/Berlin', NEW_YEAR)
    expect(repeated?.first).toBe(Date.parse('2026-10-25T00:30Z'))
    expect(repeated?.second).toBe(Date.parse('2026-10-25T01:30Z'))
  })

  test('of a daily run is the day that has none or two', () => {
    const minutes = fc.tuple(fc.nat(23), fc.nat(59))
    fc.assert(
      fc.property(minutes, zones(), ([hour, minute], timeZone) => {
        const schedule = parsed(`${minute} ${hour} * * *`)
        const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
        const days = nextRuns(schedule, NEW_YEAR, timeZone, 360).map((run) => local.format(run))
        const twice = days.find((day, index) => day === days[index - 1])
        const skipped = days.find((day, index) => index > 0 && day > dayAfter(days[index - 1] ?? ''))
        const effect = dstEffect(schedule, timeZone, NEW_YEAR, 355)
        expect(effect.repeated?.wall.slice(0, 10)).toBe(twice)
        expect(effect.lost && dayAfter(effect.lost.wall)).toBe(skipped)
      })
    )
  })
})

function parsed(text: string): CronSchedule {
  const schedule = parseCron(text)
  if (schedule.kind === 'fault') throw new Error(`${text}: ${schedule.message}`)
  return schedule
}

function refused(text: string): CronFault {
  const fault = parseCron(text)
  if (fault.kind !== 'fault') throw new Error(`${text} is accepted`)
  return fault
}

/** Whether the runtime shows the recorded instants at the recorded wall times. */
function sameZoneData({ timeZone, from, next }: RecordedRuns): boolean {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timeZone ?? 'UTC',
    dateStyle: 'short',
    timeStyle: 'medium'
  })
  return [from, ...next].every(
    (time) => format.format(Date.parse(time)) === time.slice(0, 19).replace('T', ' ')
  )
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day.slice(0, 10)) + 86_400_000).toISOString().slice(0, 10)
}

function schedules() {
  const field = (min: number, max: number) => {
    const number = fc.integer({ min, max })
    const span = fc.tuple(number, number).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`)
    const step = fc
      .tuple(fc.constant('*'), fc.integer({ min: 1, max: max + 3 }))
      .map((pair) => pair.join('/'))
    return fc.oneof(fc.constant('*'), number.map(String), span, step)
  }
  const fields = [field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 6)] as const
  return fc.oneof(
    fc.tuple(...fields).map((words) => words.join(' ')),
    fc.constant('@every 37m')
  )
}

function almostSchedules() {
  const words = fc.constantFrom(
    '*',
    '*/5',
    '7',
    '24',
    '22-5',
    'L',
    'MON',
    'SUNDAY',
    '1-',
    ',',
    '@daily',
    'TZ=UTC'
  )
  const units = fc.constantFrom(...'0123456789*/-,?@ TZevry.hmsdLW#')
  const loose = fc.string({ unit: units, maxLength: 20 })
  return fc.oneof(
    fc.array(words, { maxLength: 7 }).map((parts) => parts.join(' ')),
    loose,
    loose.map((text) => `@every ${text}`)
  )
}

function zones() {
  const usual = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Africa/Casablanca']
  const odd = ['Australia/Lord_Howe', 'Asia/Beirut', 'America/Havana', 'Africa/Cairo', 'America/Santiago']
  return fc.constantFrom(...usual, ...odd)
}

function times() {
  return fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) })
}
