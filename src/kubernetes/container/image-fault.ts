import { quoted } from '../../text/index.ts'

/**
 * Why no kubelet can parse an image reference, as a clause ("the repository … has uppercase letters"); undefined for
 * one that can be parsed, and for what a tool fills in before. The grammar is that of github.com/distribution/reference.
 */
export function imageFault(reference: string): string | undefined {
  if (isFilledIn(reference)) return undefined
  const at = reference.indexOf('@')
  const [tagged, digest] = at < 0 ? [reference, undefined] : [reference.slice(0, at), reference.slice(at + 1)]
  if (/\s/.test(reference)) return 'it contains a space'
  const scheme = /^[a-z][a-z+-]*:\/\//i.exec(tagged)?.[0]
  if (scheme !== undefined) return `${quoted(scheme)} is part of a URL: write the host first`
  if (/^[0-9a-f]{64}$/.test(tagged)) return 'it is the bare id of an image: write its name'
  const slash = tagged.indexOf('/')
  const first = slash < 0 ? '' : tagged.slice(0, slash)
  const isHost = first === 'localhost' || /[.:A-Z]/.test(first)
  const host = isHost && isHostAndPort(first) ? first : undefined
  const rest = host === undefined ? tagged : tagged.slice(slash + 1)
  const colon = rest.indexOf(':')
  const [path, tag] = colon < 0 ? [rest, undefined] : [rest.slice(0, colon), rest.slice(colon + 1)]
  if (isHost && host === undefined && (first.includes(':') || !isPath(path)))
    return `${quoted(first)} is not a host with an optional port`
  return pathFault(path) ?? tagFault(tag) ?? digestFault(digest)
}

/**
 * Whether something puts the image in before a kubelet sees it: `ko://…` and labels of Bazel, characters of templates,
 * words in capitals where only lower case can stand, and names that say so.
 */
export function isImageFilledIn(reference: string): boolean {
  return reference === 'auto' || isFilledIn(reference)
}

function isFilledIn(reference: string): boolean {
  const [tagged = '', digest = ''] = reference.split('@', 2)
  return (
    /^(?:ko:\/\/|\/\/|@\w|bazel[:/])/.test(reference) ||
    /[{}<>()$%|#*…]|\[(?![0-9a-fA-F:]+\][:/])|@@|\.{3}/.test(reference) ||
    parseName(tagged)
      .split(/[^A-Za-z0-9]+/)
      .some((word) => /^[A-Z][A-Z0-9]{2,}$/.test(word)) ||
    /^\w+:(?:[A-Z_]{3,}|x{3,})$/.test(digest) ||
    /placeholder|replaced?[-_. ](?:me|by|with|in|at)\b|replace-?me|change-?me|\bfixme\b/i.test(reference) ||
    /^(?:tbd|todo|dummy(?:[-_]image)?)(?::|$)/i.test(reference) ||
    (!reference.includes('/') && prose.test(reference))
  )
}

/** What stands alone where an image belongs, and says that one will. */
const prose =
  /replaced|substitut|overrid|overwrit|filled|inject|(?:^|[_. -])(?:set|provided|defined|patched)[_. -](?:by|in|via|at|with)[_. -]|will[_. -]be|\byour[_. -]/i

/** The name without its tag, where capitals are no sign of anything. */
function parseName(tagged: string): string {
  const colon = tagged.lastIndexOf(':')
  return colon > tagged.lastIndexOf('/') ? tagged.slice(0, colon) : tagged
}

function isHostAndPort(text: string): boolean {
  const parts = /^(?:\[[0-9a-fA-F:]+\]|([A-Za-z0-9.-]+))(?::[0-9]+)?$/.exec(text)
  if (parts === null) return false
  return parts[1] === undefined || parts[1].split('.').every((part) => part !== '' && !/^-|-$/.test(part))
}

function isPath(path: string): boolean {
  return path.split('/').every((part) => /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/.test(part))
}

function pathFault(path: string): string | undefined {
  if (path === '') return 'it has no name'
  if (path.length > 255) return 'its name has more than 255 characters'
  if (isPath(path)) return undefined
  if (/(?:^|\/)(?:\/|$)/.test(path)) return 'its name has an empty part between slashes'
  if (isPath(path.toLowerCase())) return `the repository ${quoted(path)} has uppercase letters`
  const odd = /[^A-Za-z0-9/._-]/u.exec(path)?.[0]
  if (odd !== undefined) return `its name contains ${quoted(odd)}`
  return `in ${quoted(path)} a part begins or ends with a separator, or has two in a row`
}

function tagFault(tag: string | undefined): string | undefined {
  if (tag === undefined || /^\w[\w.-]{0,127}$/.test(tag)) return undefined
  if (tag === '') return 'its tag is empty'
  if (tag.includes(':')) return 'it has two tags'
  if (tag.includes('/')) return `${quoted(tag)} is not a tag: a port comes before the first slash only`
  if (tag.length > 128) return 'its tag has more than 128 characters'
  const odd = /[^\w.-]/u.exec(tag)?.[0]
  return odd === undefined ? `its tag begins with ${quoted(tag[0])}` : `its tag contains ${quoted(odd)}`
}

const digits: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128]
])

function digestFault(digest: string | undefined): string | undefined {
  if (digest === undefined) return undefined
  const [algorithm = '', hex = ''] = digest.split(':', 2)
  const length = digits.get(algorithm)
  if (length === undefined) return `its digest does not begin with "sha256:"`
  if (hex.length !== length || digest.length !== algorithm.length + 1 + length)
    return `its digest is not ${length} digits long but ${digest.length - algorithm.length - 1}`
  return /^[0-9a-f]+$/.test(hex) ? undefined : 'its digest has other characters than 0-9 and a-f'
}
