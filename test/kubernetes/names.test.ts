import { describe, expect, test } from 'vitest'
import { parseIndexList } from '../../src/kubernetes/api/index-list.ts'
import { parseIp } from '../../src/kubernetes/api/ip.ts'
import {
  configKeyFault,
  dnsLabelFault,
  dnsPrefixFault,
  dnsSearchFault,
  dnsSubdomainFault,
  domainPathFault,
  envNameFault,
  labelKeyFault,
  labelValueFault,
  nearestDnsLabel,
  portNameFault
} from '../../src/kubernetes/api/names.ts'

const strictEnvName = (text: string) => envNameFault(text, false)
const relaxedEnvName = (text: string) => envNameFault(text, true)

describe.each<[string, (text: string) => string | undefined, string[], string[]]>([
  [
    'DNS label',
    dnsLabelFault,
    ['a', '1', 'a-b', 'x'.repeat(63)],
    ['', 'A', 'a.b', '-a', 'a-', 'a_b', 'é', 'x'.repeat(64)]
  ],
  [
    'DNS subdomain',
    dnsSubdomainFault,
    ['a', 'a.b', '1.2', 'x'.repeat(253)],
    ['', '.a', 'a.', 'a..b', 'a.-b', 'A', 'x'.repeat(254)]
  ],
  ['DNS search domain', dnsSearchFault, ['a', '_a.b', 'a_b'], ['', 'a_', '__a', 'A', 'a..b']],
  ['DNS prefix', dnsPrefixFault, ['a', 'a-', 'a.b-'], ['', '-', 'AA-', 'a--.']],
  [
    'label key',
    labelKeyFault,
    ['a', 'A_b.c', 'a.b/C', 'x'.repeat(63)],
    ['', '/a', 'a/', 'a/b/c', 'A/b', 'a b', '-a', 'x'.repeat(64)]
  ],
  ['label value', labelValueFault, ['', 'a', 'A_b.c-d'], ['a b', '-a', 'a.', 'x'.repeat(64), 'a/b']],
  ['env name before 1.32', strictEnvName, ['A', 'a.b', '-a', '_'], ['', '1a', 'a b', '.', '..a', 'a=b']],
  ['env name since 1.32', relaxedEnvName, ['A', '1a', 'a b', '..'], ['', 'a=b', 'é', 'a\n']],
  ['port name', portNameFault, ['http', '1a', 'a-b'], ['', '80', 'A', 'a--b', '-a', 'a-', 'x'.repeat(16)]],
  ['ConfigMap key', configKeyFault, ['a', 'A_b.c', '.a'], ['', '.', '..', '..a', 'a/b', 'x'.repeat(254)]],
  ['domain and path', domainPathFault, ['a/b', 'acme.io/foo/bar'], ['', 'a', '/b', 'a/', 'A/b', 'a/b c']]
])('%s', (_, fault, good, bad) => {
  test.each(good)('takes %j', (text) => expect(fault(text)).toBeUndefined())
  test.each(bad)('refuses %j', (text) => expect(fault(text)).toMatch(/^must /))
})

test.each([
  ['My_App', 'my-app'],
  ['a.b', 'a-b'],
  ['-x-', 'x'],
  ['é!', undefined],
  ['fine', undefined]
])('near %j is %j', (text, near) => {
  expect(nearestDnsLabel(text)).toBe(near)
})

describe('IP addresses', () => {
  test.each([
    ['10.0.0.1', '10.0.0.1'],
    ['010.0.0.001', '10.0.0.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['::', '::'],
    ['1::', '1::'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['fe80::1.2.3.4', 'fe80::102:304']
  ])('%s is %s', (text, canonical) => {
    expect(parseIp(text)?.canonical).toBe(canonical)
  })

  test.each([
    '',
    'a',
    '1.2.3',
    '1.2.3.256',
    '1.2.3.4.5',
    ':1',
    '1:2',
    '1::2::3',
    ':::',
    '12345::',
    'fe80::1%eth0',
    '1.2.3.4::'
  ])('%j is none', (text) => expect(parseIp(text)).toBeUndefined())

  test('leading zeros and embedded addresses are told', () => {
    expect(parseIp('010.0.0.1')).toMatchObject({ leadingZeros: true, mapped: false })
    expect(parseIp('::ffff:1.2.3.4')).toMatchObject({ leadingZeros: false, mapped: true })
  })
})

describe('index lists', () => {
  test.each([
    ['', 0],
    ['0', 1],
    ['0-2,5', 4],
    ['1,3-4', 3]
  ])('%j names %i indexes', (text, total) => {
    expect(parseIndexList(text, 6)).toEqual({ total })
  })

  test.each(['6', '2-2', '3-1', '1,1', '2,0-1', 'a', '0 - 1', ',', '0-1-2', '-1', '0,'])(
    '%j is wrong',
    (text) => {
      expect(parseIndexList(text, 6)).toHaveProperty('fault')
    }
  )
})
