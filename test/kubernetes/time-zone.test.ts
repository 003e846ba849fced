import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isTimeZone, suggestTimeZone } from '../../src/kubernetes/cron/time-zone.ts'
import { TIME_ZONE_NAMES } from '../../src/kubernetes/cron/time-zone-names.ts'
import { truth } from '../truth.ts'

describe('isTimeZone', () => {
  test.each([
    'UTC',
    'Etc/UTC',
    'Europe/Berlin',
    'Europe/Kyiv',
    'Europe/Kiev',
    'US/Eastern',
    'EST',
    'EST5EDT',
    'CET',
    'Zulu',
    'Asia/Calcutta',
    'Etc/GMT-14',
    'GMT0',
    'America/Argentina/Buenos_Aires',
    'America/Coyhaique',
    'Factory',
    'posixrules'
  ])('accepts %s', (name) => {
    expect(isTimeZone(name)).toBe(true)
  })

  test.each([
    '',
    'utc',
    'europe/berlin',
    'Europe/Berlin ',
    'Europe',
    'Europe/',
    'Europe/Nowhere',
    'PST',
    'GMT+2',
    'UTC+1',
    '+02:00',
    'Z',
    'Local',
    'local',
    '../etc/passwd',
    '/etc/localtime',
    'constructor',
    'Amsterdam Andorra'
  ])('refuses %j', (name) => {
    expect(isTimeZone(name)).toBe(false)
  })

  test('agrees with every recorded verdict of the API server', () => {
    const rows = truth<{ timeZone: string | null; valid: boolean }>('cron-invalid')
    const named = rows.filter((row): row is typeof row & { timeZone: string } => row.timeZone !== null)
    expect(named.length).toBeGreaterThan(25)
    const differing = named.filter(({ timeZone, valid }) => isTimeZone(timeZone) !== valid)
    expect(differing).toEqual([])
  })

  test('knows every zone that the runtime lists, whose own list has no links', ({ skip }) => {
    skip((process.versions.tz ?? '') > '2025c', 'the runtime has newer zones than our data')
    const unknown = Intl.supportedValuesOf('timeZone').filter((name) => !isTimeZone(name))
    expect(unknown).toEqual([])
  })

  test('has the 598 names of tzdata 2025c', () => {
    expect(Object.values(TIME_ZONE_NAMES).flatMap((names) => names.split(' '))).toHaveLength(598)
  })
})

describe('suggestTimeZone', () => {
  test.each([
    ['utc', 'UTC'],
    ['Z', 'UTC'],
    ['europe/berlin', 'Europe/Berlin'],
    ['Europe/Berlin ', 'Europe/Berlin'],
    ['Europe/Berln', 'Europe/Berlin'],
    ['America/New York', 'America/New_York'],
    ['berlin', 'Europe/Berlin'],
    ['Kyiv', 'Europe/Kyiv'],
    ['PST', 'America/Los_Angeles'],
    ['cest', 'Europe/Berlin'],
    ['IST', 'Asia/Kolkata'],
    ['GMT+2', 'Etc/GMT-2'],
    ['UTC+2', 'Etc/GMT-2'],
    ['UTC-5', 'Etc/GMT+5'],
    ['UTC+02:00', 'Etc/GMT-2'],
    ['+02:00', 'Etc/GMT-2'],
    ['+0530', 'Asia/Kolkata'],
    ['+00:00', 'UTC'],
    // Etc/GMT-13 has the opposite meaning.
    ['GMT-13', undefined],
    ['UTC+15', undefined],
    ['Local', undefined],
    ['', undefined],
    ['Europe/Kyiv', undefined],
    ['x'.repeat(1_000_000), undefined]
  ])('%.20s → %s', (name, suggestion) => {
    expect(suggestTimeZone(name)).toBe(suggestion)
  })

  test('only suggests what the server accepts', () => {
    const letters = fc.constantFrom(...'aAbBeEgGlLmMnNoOrRuUtTcC/_+-:0125 ')
    const names = fc.oneof(fc.string(), fc.string({ unit: letters, maxLength: 12 }))
    fc.assert(
      fc.property(names, (name) => {
        const suggestion = suggestTimeZone(name)
        expect(suggestion === undefined || isTimeZone(suggestion)).toBe(true)
      })
    )
  })
})
