import {
  type KubernetesVersion,
  kubernetesVersions,
  type SchemaProblem,
  schemaOf
} from '../../kubernetes/api/index.ts'
import { closest, printable } from '../../text/index.ts'
import type { Json, Path } from '../../yaml/index.ts'
import { type Field, scalarAt } from '../document/index.ts'
import { type Change, type Fix, nested, type Safety } from '../fix/index.ts'
import type { Kind } from '../manifest/index.ts'
import { homesOf } from './schema-message.ts'

interface Target {
  readonly kind: Kind
  readonly root: Field
  readonly version: KubernetesVersion
}

/** What would let the API server decode a field, as far as it is plain what was meant, and does. */
export function schemaFix(problem: SchemaProblem, target: Target): Fix<Field> | undefined {
  const { root } = target
  const at = root.at(...problem.path)
  const fix =
    problem.type === 'unknown-field'
      ? unknownField(problem, at, target)
      : problem.type === 'quantity'
        ? quantity(at)
        : problem.type === 'wrong-type'
          ? wrongType(problem, at)
          : undefined
  return fix && isDecoded(fix, at, target) ? fix : undefined
}

function unknownField(
  { path, allowed = [] }: SchemaProblem,
  at: Field,
  { kind, root, version }: Target
): Fix<Field> | undefined {
  const name = String(path.at(-1))
  const parent = root.at(...path.slice(0, -1))
  const rename = (to: string, safety: Safety): Fix<Field> | undefined =>
    parent.at(to).value === undefined
      ? { title: `Rename ${printable(name)} to ${to}`, safety, changes: [{ rename: at, to }] }
      : undefined
  const sameLetters = allowed.find((field) => letters(field) === letters(name))
  if (sameLetters !== undefined) return rename(sameLetters, 'safe')
  if (kubernetesVersions.some((other) => schemaOf(other).has(kind, path))) return undefined
  const homes = homesOf(name, { kind, version })
  if (homes.length > 0) return moveHome(homes, at, root)
  const near = closest(name, allowed)
  return near === undefined ? undefined : rename(near, 'unsafe')
}

function letters(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase()
}

function moveHome([home, another]: readonly string[], at: Field, root: Field): Fix<Field> | undefined {
  if (home === undefined || another !== undefined) return undefined
  const to = fieldAt(home, at, root)
  if (to === undefined || to.value !== undefined) return undefined
  const title = `Move ${printable(String(at.path.at(-1)))} to ${home}`
  const isBelowWritten = root.at(...to.path.slice(root.path.length, -1)).exists
  if (isBelowWritten) return { title, safety: 'unsafe', changes: [{ move: at, to }] }
  const { value = null } = at
  return typeof value === 'object'
    ? undefined
    : { title, safety: 'unsafe', changes: [{ remove: at }, { set: to, to: value }] }
}

/** The field at a place such as `spec.containers[].image`: in the same entry of a list, or in its only one. */
function fieldAt(place: string, near: Field, root: Field): Field | undefined {
  let field = root
  for (const step of place.split('.')) {
    const [, key = '', list] = /^(\w+)(\[\])?$/.exec(step) ?? []
    if (key === '') return undefined
    field = field.at(key)
    if (list === undefined) continue
    const isAbove = field.path.every((part, depth) => near.path[depth] === part)
    const index = isAbove ? near.path[field.path.length] : field.items().length === 1 ? 0 : undefined
    if (typeof index !== 'number') return undefined
    field = field.at(index)
  }
  return field
}

function wrongType({ expected = [], value }: SchemaProblem, at: Field): Fix<Field> | undefined {
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

/** Whether the API server reads what a fix writes; judged alone, since a manifest may have thousands of such faults. */
function isDecoded({ changes }: Fix<Field>, at: Field, { kind, root, version }: Target): boolean {
  const { path, value } = written(changes.at(-1), at)
  const place = path.slice(root.path.length).map((key) => (typeof key === 'number' ? 0 : key))
  const problems = schemaOf(version).validate(kind, nested(place, value))
  return problems.every((problem) => place.some((key, depth) => problem.path[depth] !== key))
}

/** What a change writes, and where. */
function written(
  change: Change<Field> | undefined,
  at: Field
): { readonly path: Path; readonly value: Json } {
  const { path, value = null } = at
  if (change && 'set' in change) return { path: change.set.path, value: change.to }
  if (change && 'move' in change) return { path: change.to.path, value }
  return { path: change && 'rename' in change ? [...path.slice(0, -1), change.to] : path, value }
}
