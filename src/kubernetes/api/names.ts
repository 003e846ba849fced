/** What keeps a text from being a name of some kind, as a phrase that starts with "must", or nothing. */
export type Fault = string | undefined

/** DNS-1123 label: names of containers, volumes and namespaces (K1, V1, M7). */
export function dnsLabelFault(text: string): Fault {
  if (text.length > 63) return tooLong(text, 63)
  if (label.test(text)) return undefined
  if (subdomain.test(text)) return 'must not contain dots'
  return `must consist of lowercase letters, digits and "-", ${ends}`
}

/** DNS-1123 subdomain: names of objects (M2, P10). */
export function dnsSubdomainFault(text: string): Fault {
  if (text.length > 253) return tooLong(text, 253)
  if (subdomain.test(text)) return undefined
  return 'must consist of lowercase letters, digits, "-" and ".", with a letter or digit at both ends and around dots'
}

/** DNS-1123 subdomain in which "_" is allowed too: dnsConfig.searches (P7). */
export function dnsSearchFault(text: string): Fault {
  if (text.length > 253) return tooLong(text, 253)
  if (search.test(text)) return undefined
  return `must consist of lowercase letters, digits, "-", "_" and ".", ${ends}`
}

/** The beginning of a subdomain: a trailing dash is fine, since more follows (M6, E9). */
export function dnsPrefixFault(text: string): Fault {
  const masked = text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text
  return dnsSubdomainFault(masked)
}

/** Qualified name, `[prefix/]name`: keys of labels, taints and conditions (M8). */
export function labelKeyFault(text: string): Fault {
  const slash = text.indexOf('/')
  const name = text.slice(slash + 1)
  if (name.includes('/')) return 'must have at most one "/", between a DNS name and the rest'
  if (slash === 0) return 'must have a DNS name before its "/"'
  if (slash > 0) {
    const fault = dnsSubdomainFault(text.slice(0, slash))
    if (fault) return `${fault} before its "/"`
  }
  if (name === '') return slash < 0 ? 'must not be empty' : 'must have a name after its "/"'
  if (name.length > 63) return tooLong(name, 63)
  if (word.test(name)) return undefined
  return `must consist of letters, digits, "-", "_" and ".", ${ends}`
}

/** Label value: may be empty (M8). */
export function labelValueFault(text: string): Fault {
  if (text.length > 63) return tooLong(text, 63)
  if (text === '' || word.test(text)) return undefined
  return `must consist of letters, digits, "-", "_" and ".", ${ends}`
}

/** Name of an environment variable; `relaxed` since 1.32 (E1). */
export function envNameFault(text: string, relaxed: boolean): Fault {
  if (relaxed) {
    return /^[\x20-\x3c\x3e-\x7e]+$/.test(text) ? undefined : 'must consist of printable ASCII other than "="'
  }
  if (text === '.' || text.startsWith('..')) return 'must not be "." nor start with ".."'
  if (/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(text)) return undefined
  return 'must consist of letters, digits, "_", "-" and ".", and not start with a digit (until Kubernetes 1.32)'
}

/** Name of a port (K9, B3). */
export function portNameFault(text: string): Fault {
  if (text.length > 15) return tooLong(text, 15)
  if (!/^[-a-z0-9]+$/.test(text)) return 'must consist of lowercase letters, digits and "-"'
  if (!/[a-z]/.test(text)) return 'must contain at least one letter'
  if (text.includes('--')) return 'must not contain "--"'
  if (text.startsWith('-') || text.endsWith('-')) return 'must not start or end with "-"'
  return undefined
}

/** Key in a ConfigMap or Secret (E7). */
export function configKeyFault(text: string): Fault {
  if (text.length > 253) return tooLong(text, 253)
  if (!/^[-._a-zA-Z0-9]+$/.test(text)) return 'must consist of letters, digits, "-", "_" and "."'
  if (text === '.' || text.startsWith('..')) return 'must not be "." nor start with ".."'
  return undefined
}

/** `domain/path`, such as `acme.io/foo` (J9). */
export function domainPathFault(text: string): Fault {
  const slash = text.indexOf('/')
  if (slash < 1 || slash === text.length - 1) return 'must be a domain, "/" and a path, such as "acme.io/foo"'
  const fault = dnsSubdomainFault(text.slice(0, slash))
  if (fault) return `${fault} before its "/"`
  if (/^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(text.slice(slash + 1))) return undefined
  return 'must have only URL path characters after its first "/"'
}

/** A name near to `text` that is a DNS label, or nothing when none is left of it. */
export function nearestDnsLabel(text: string): string | undefined {
  const parts = text
    .slice(0, 200)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  const near = parts.filter(Boolean).join('-').slice(0, 63)
  const trimmed = near.endsWith('-') ? near.slice(0, -1) : near
  return trimmed === '' || trimmed === text ? undefined : trimmed
}

const ends = 'and start and end with a letter or digit'
const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/
const search = /^_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:\._?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/
const word = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/

function tooLong(text: string, limit: number): string {
  return `must have at most ${limit} characters, not ${text.length}`
}
