import { type KubernetesVersion, type SchemaProblem, schemaOf } from '../../kubernetes/api/index.ts'
import { printable } from '../../text/index.ts'
import type { Json, Path } from '../../yaml/index.ts'
import { type Field, scalarAt } from '../document/index.ts'
import { type Fix, nested, type Safety } from '../fix/index.ts'
import type { Kind } from '../manifest/index.ts'

interface Target {
  readonly kind: Kind
  readonly root: Field
  readonly version: KubernetesVersion
}

/** What would let the API server decode a value, as far as it is plain what was meant, and does. */
export function schemaFix(problem: SchemaProblem, target: Target): Fix<Field> | undefined {
  const at = target.root.at(...problem.path)
  if (problem.type !== 'quantity' && problem.type !== 'wrong-type') return undefined
  const fix = problem.type === 'quantity' ? quantity(at) : wrongType(problem, at)
  const [change] = fix?.changes ?? []
  return change && 'set' in change && isDecoded(change.to, problem.path, target) ? fix : undefined
}

function wrongType({ expected = [], allowed = [], value }: SchemaProblem, at: Field): Fix<Field> | undefined {
  const scalar = scalarAt(at)
  if (scalar === undefined) return undefined
  if (expected.includes('string') && scalar.style === 'plain')
    return write(at, scalar.text, { title: `Put quotes around ${printable(scalar.text)}` })
  if (typeof value !== 'string' || value === '') return undefined
  const title = 'Remove the quotes'
  if (expected[0] === 'integer' && /^-?(?:0|[1-9]\d{0,14})$/.test(value))
    return write(at, Number(value), { title })
  if (expected[0] === 'boolean' && /^(?:true|false)$/.test(value))
    return write(at, value === 'true', { title })
  if (allowed.includes('name') && /^[\w.-]+$/.test(value))
    return write(at, { name: value }, { title: `Write name: ${printable(value)}`, safety: 'unsafe' })
  return expected[0] === 'array' && !/[\s,]/.test(value)
    ? write(at, [value], { title: 'Write a list with one entry', safety: 'unsafe' })
    : undefined
}

/** Only the case of a binary unit is plain: `1g` may mean 1G as well as 1Gi. */
function quantity(at: Field): Fix<Field> | undefined {
  const [, number, unit = ''] = /^\s*([\d.]+)\s*([kmgtpe])ib?\s*$/i.exec(at.text ?? '') ?? []
  if (number === undefined) return undefined
  const to = `${number}${unit.toUpperCase()}i`
  return write(at, to, { title: `Write ${to}`, safety: 'unsafe' })
}

function write(
  at: Field,
  to: Json,
  { title, safety = 'safe' }: { title: string; safety?: Safety }
): Fix<Field> {
  return { title, safety, changes: [{ set: at, to }] }
}

/** Whether the API server reads a value at a place; judged alone, since a manifest may have thousands of such faults. */
export function isDecoded(
  value: Json,
  path: Path,
  { kind, version }: Pick<Target, 'kind' | 'version'>
): boolean {
  const place = path.map((key) => (typeof key === 'number' ? 0 : key))
  const problems = schemaOf(version).validate(kind, nested(place, value))
  // A field that is unknown in there is a fault of its own, and does not speak against the place.
  return problems.every(
    ({ type, path }) =>
      place.some((key, depth) => path[depth] !== key) ||
      (type === 'unknown-field' && path.length > place.length)
  )
}
