/** An IP address as the API server reads it: leniently, leading zeros and all. */
export interface IpAddress {
  /** How it is written in its canonical form (RFC 5952 for IPv6). */
  readonly canonical: string
  /** An octet such as `010`: refused since Kubernetes 1.36, and octal to many programs. */
  readonly leadingZeros: boolean
  /** IPv4 inside IPv6, such as `::ffff:10.0.0.1`: refused since Kubernetes 1.36. */
  readonly mapped: boolean
}

/** Reads an IPv4 or IPv6 address, or nothing (P7, P12). */
export function parseIp(text: string): IpAddress | undefined {
  if (text.length > 64) return undefined
  if (!text.includes(':')) {
    const octets = parseIpv4(text)
    return octets && { canonical: octets.join('.'), leadingZeros: hasLeadingZero(text), mapped: false }
  }
  const groups = parseIpv6(text)
  if (!groups) return undefined
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  return {
    canonical: mapped ? embedded(groups) : compress(groups),
    leadingZeros: hasLeadingZero(text),
    mapped
  }
}

function parseIpv4(text: string): number[] | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d+$/.test(part))) return undefined
  const octets = parts.map(Number)
  return octets.every((octet) => octet <= 255) ? octets : undefined
}

function parseIpv6(text: string): number[] | undefined {
  const halves = text.split('::')
  if (halves.length > 2 || (halves.length === 2 && halves[0]?.includes('.'))) return undefined
  const [head, tail] = halves.map((half) => parseGroups(half))
  if (!head || (halves.length === 2 && !tail)) return undefined
  if (!tail) return head.length === 8 ? head : undefined
  const missing = 8 - head.length - tail.length
  return missing < 1 ? undefined : [...head, ...new Array<number>(missing).fill(0), ...tail]
}

function parseGroups(text: string): number[] | undefined {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const octets = index === parts.length - 1 ? parseIpv4(part) : undefined
      if (!octets) return undefined
      const [a = 0, b = 0, c = 0, d = 0] = octets
      groups.push(a * 256 + b, c * 256 + d)
    } else if (/^[0-9a-fA-F]+$/.test(part) && Number.parseInt(part, 16) <= 0xffff) {
      groups.push(Number.parseInt(part, 16))
    } else {
      return undefined
    }
  }
  return groups
}

function hasLeadingZero(text: string): boolean {
  const octets = text.slice(text.lastIndexOf(':') + 1)
  return octets.includes('.') && octets.split('.').some((part) => part.length > 1 && part.startsWith('0'))
}

function embedded(groups: readonly number[]): string {
  const [high = 0, low = 0] = groups.slice(6)
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

function compress(groups: readonly number[]): string {
  const text = groups.map((group) => group.toString(16)).join(':')
  const runs = text.match(/(?:^|:)0(?::0)+(?=:|$)/g) ?? []
  const longest = runs.reduce((best, run) => (zeros(run) > zeros(best) ? run : best), '')
  if (longest === '') return text
  const start = text.indexOf(longest)
  const head = text.slice(0, start)
  const tail = text.slice(start + longest.length).replace(/^:/, '')
  return `${head}::${tail}`
}

function zeros(run: string): number {
  return run.split('0').length - 1
}
