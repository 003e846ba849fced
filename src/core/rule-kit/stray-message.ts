import type { KubernetesVersion, SchemaProblem } from '../../kubernetes/api/index.ts'
import { kubernetesVersions, schemaOf } from '../../kubernetes/api/index.ts'
import { either, quoted } from '../../text/index.ts'
import type { Flattened, Kind, Stray } from '../manifest/index.ts'
import { article } from './type-names.ts'

/** Why the API server does not know a field where it is written, and what to write instead; `family` shares its cause. */
export function unknownMessage(
  { path, allowed = [], within = '' }: SchemaProblem,
  family: readonly Stray[],
  of: {
    readonly kind: Kind
    readonly version: KubernetesVersion
    readonly flattened: readonly Flattened[]
  }
): string {
  const start = `Unknown field ${quoted(path.at(-1))} in ${article(within)}`
  const [stray] = family
  if (stray === undefined) {
    const others = kubernetesVersions.filter((version) => schemaOf(version).has(of.kind, path))
    if (others.length > 0)
      return `${start}: Kubernetes ${of.version} does not have it; ${span(others)} ${others.length > 1 ? 'have' : 'has'}.`
    const known = allowed.length > 0 && allowed.length <= 12 ? ` Valid fields are ${allowed.join(', ')}.` : ''
    return `${start}: the API server refuses it, or drops it without strict validation.${known}`
  }
  const isTaken = stray.homes.length === 0
  if (stray.slip !== 'level') {
    const [to] = stray.names
    if (isTaken) return `${start}: ${to} is written there already. Remove one of the two.`
    const isCase = String(path.at(-1)).toLowerCase() === to?.toLowerCase()
    if (stray.slip === 'letters')
      return `${start}: ${isCase ? 'names are case-sensitive' : 'Kubernetes spells it differently'}; write ${to}.`
    return `${start}; did you mean ${to}? The API server refuses the unknown name.`
  }
  const flat = of.flattened.find(({ path: own }) => String(own) === String(path.slice(0, -1)))
  if (flat !== undefined) {
    const holders = listed(flat.holders.map((key) => `"${key}:"`))
    const one = flat.holders.length > 1 ? 'them' : 'it'
    return `The lines below ${holders} have lost their indentation, and the API server does not know them here (${namesOf(family)}). Indent what belongs to ${one}.`
  }
  if (family.length > 1)
    return `Unknown fields ${namesOf(family)} in ${article(within)}: they belong at ${holderName(stray)}, and the API server refuses them here.`
  const where = `${start}: it belongs at ${either(stray.names)}`
  return isTaken && !stray.names[0]?.includes('[')
    ? `${where}, where it is written already. Remove one of the two.`
    : `${where}, and the API server refuses it here.`
}

function namesOf(family: readonly Stray[]): string {
  const names = family.map(({ path }) => quoted(path.at(-1)))
  return listed(names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names)
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(words)
}

function holderName({ names: [name = ''] }: Stray): string {
  return name.split('.').slice(0, -1).join('.')
}

function span(versions: readonly KubernetesVersion[]): string {
  const [first, last] = [versions[0], versions.at(-1)]
  return first === last ? `${first}` : `${first} to ${last}`
}
