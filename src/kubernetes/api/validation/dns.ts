import { parseIp } from '../ip.ts'
import { dnsSearchFault, dnsSubdomainFault } from '../names.ts'
import type { Constraint } from './constraint.ts'
import { show } from './phrases.ts'
import { atMost, given, nameFault, oneOf, onFields, onList } from './predicates.ts'
import { fields, text, written } from './values.ts'

/** How a Pod finds addresses (GROUND_TRUTH P5 to P7, P12). */
export const dnsConstraints: readonly Constraint[] = [
  {
    id: 'P5',
    where: 'PodSpec.dnsPolicy',
    type: 'NotSupported',
    check: oneOf('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None')
  },
  {
    id: 'P6',
    where: 'PodSpec',
    type: 'Required',
    whole: true,
    check: onFields(({ dnsPolicy, dnsConfig }) => {
      if (dnsPolicy !== 'None' || given(fields(dnsConfig).nameservers)) return undefined
      const below = written(dnsConfig) ? ['dnsConfig', 'nameservers'] : ['dnsConfig']
      return { message: 'dnsPolicy None needs a nameserver: write dnsConfig.nameservers.', below }
    })
  },
  { id: 'P7', where: 'PodSpec.dnsConfig.nameservers', check: atMost(3) },
  { id: 'P7', where: 'PodSpec.dnsConfig.searches', check: atMost(32) },
  {
    id: 'P7',
    where: 'PodSpec.dnsConfig.searches',
    check: onList((searches, at) => {
      const length = searches.reduce<number>((sum, search) => sum + text(search).length + 1, -1)
      return length > 2048
        ? `${at.name} have ${length} characters in total, over the limit of 2048.`
        : undefined
    })
  },
  {
    id: 'P7',
    where: 'PodSpec.dnsConfig.searches[*]',
    check: (value, at) => {
      if (typeof value !== 'string' || (value === '.' && at.scope.minor >= 33)) return undefined
      const domain = value.endsWith('.') ? value.slice(0, -1) : value
      const fault = at.scope.minor >= 33 ? dnsSearchFault(domain) : dnsSubdomainFault(domain)
      return nameFault(value, fault, at.name)
    }
  },
  {
    id: 'P7',
    where: 'PodSpec.dnsConfig.options[*].name',
    required: 'A DNS option needs a name, such as ndots.'
  },
  {
    id: 'P7',
    where: 'PodSpec.dnsConfig.nameservers[*]',
    check: (value, at) => (typeof value === 'string' ? ipFault(value, at.name, at.scope.minor) : undefined)
  },
  {
    id: 'P12',
    where: 'PodSpec.hostAliases[*]',
    check: onFields(({ ip }, at) => {
      if (written(ip) && typeof ip !== 'string') return undefined
      if (!given(ip) && at.scope.partial) return undefined
      const fault = ipFault(text(ip), 'ip', at.scope.minor)
      return fault ? { message: fault, below: ['ip'] } : undefined
    })
  },
  {
    id: 'P12',
    where: 'PodSpec.hostAliases[*].hostnames[*]',
    check: (name, at) =>
      typeof name === 'string' ? nameFault(name, dnsSubdomainFault(name), at.name) : undefined
  }
]

/** What is wrong with an IP address. */
function ipFault(value: string, name: string, minor: number): string | undefined {
  const address = parseIp(value)
  if (!address) return `${name} ${show(value)} is not an IP address, such as 10.9.8.7 or 2001:db8::ffff.`
  if (minor < 36) return undefined
  if (address.leadingZeros)
    return `${name} ${show(value)} has leading zeros; write ${show(address.canonical)}.`
  if (address.mapped)
    return `${name} ${show(value)} is an IPv4 address inside IPv6; write ${show(address.canonical)}.`
  return undefined
}
