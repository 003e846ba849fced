import type { Path } from '../../../yaml/index.ts'
import { dropDisabled } from '../dropped.ts'
import { compile, type RuleNode } from './compile.ts'
import type { Complaint, Constraint, ConstraintFault } from './constraint.ts'
import { WalkPlace } from './place.ts'
import type { Problem, Target } from './problem.ts'
import { ManifestScope } from './scope.ts'
import { empty, fields, isFields, withUnknowns } from './values.ts'

/** A function that judges a manifest by a table of constraints, without the fields that its version drops before. */
export function validator(table: readonly Constraint[]): (target: Target) => Problem[] {
  let roots: ReturnType<typeof compile> | undefined
  return (target) => {
    roots ??= compile(table)
    const root = roots.get(target.kind)
    if (!root) return []
    const { value: left } = dropDisabled(target.kind, target.value, target.version)
    const value = target.unknown ? withUnknowns(left, target.unknown) : left
    const walk = new Walk(new WalkPlace(new ManifestScope(target, fields(value))))
    walk.visit(root, value)
    return walk.problems.length > 1 ? withoutHidden(walk.problems) : walk.problems
  }
}

class Walk {
  readonly problems: Problem[] = []
  readonly at: WalkPlace

  constructor(at: WalkPlace) {
    this.at = at
  }

  visit(node: RuleNode, value: unknown): void {
    for (const row of node.checks) this.#judge(row, value)
    if (Array.isArray(value)) {
      if (node.items) this.#visitItems(node.items, value)
    } else if (isFields(value)) {
      if (node.fields.size > 0) this.#visitFields(node.fields, value)
      for (const [field, row] of node.required) {
        if (!this.at.scope.partial && applies(row, this.at.scope) && empty(value[field]))
          this.#miss(field, row)
      }
    }
    for (const type of node.types) this.visit(type, value)
  }

  #visitFields(nodes: ReadonlyMap<string, RuleNode>, value: Readonly<Record<string, unknown>>): void {
    for (const key in value) {
      const node = nodes.get(key)
      const next = value[key]
      if (node && next !== null && next !== undefined) this.#step(node, value, key, next)
    }
  }

  #visitItems(node: RuleNode, list: readonly unknown[]): void {
    for (let index = 0; index < list.length; index += 1) this.#step(node, list, index, list[index] ?? nothing)
  }

  #step(node: RuleNode, from: unknown, key: string | number, value: unknown): void {
    this.at.way.push(key)
    this.at.passed.push(from)
    this.visit(node, value)
    this.at.way.pop()
    this.at.passed.pop()
  }

  #judge(row: Constraint, value: unknown): void {
    if (!row.check || !applies(row, this.at.scope)) return
    const fault = row.check(value, this.at)
    if (fault !== undefined) this.#report(row, fault)
  }

  #report(row: Constraint, fault: Exclude<ConstraintFault, undefined>): void {
    if (typeof fault === 'string') this.#add(row, { message: fault })
    else if (Array.isArray(fault)) for (const complaint of fault as Complaint[]) this.#add(row, complaint)
    else this.#add(row, fault as Complaint)
  }

  #miss(field: string, row: Constraint): void {
    this.#add(row, { message: row.required ?? '', below: [field], type: row.type ?? 'Required' })
  }

  #add(row: Constraint, { message, below = [], path, type, related }: Complaint): void {
    if (this.at.scope.partial && (type === 'Required' || (type ?? row.type) === 'NotFound')) return
    const problem: Problem = {
      path: path ?? this.at.path(...below),
      type: type ?? row.type ?? 'Invalid',
      message: sentence(row.why ? `${message} ${row.why}` : message),
      id: row.id
    }
    this.problems.push(related ? { ...problem, related } : problem)
  }
}

/** What a null in a list is: an empty object (D10). */
const nothing: Readonly<Record<string, unknown>> = Object.freeze({})

function applies(row: Constraint, scope: ManifestScope): boolean {
  if (row.kinds && !row.kinds.includes(scope.kind)) return false
  if (row.since !== undefined && scope.minor < row.since) return false
  if (row.until !== undefined && scope.minor > row.until) return false
  return !(row.whole && scope.partial)
}

/** A message may begin with the name of a field, as it is written; a sentence begins with a capital. */
function sentence(message: string): string {
  return /^[a-z]/.test(message) ? `Field ${message}` : message
}

/** One cause, one finding: what is wrong inside a field that must not be there at all goes unsaid. */
function withoutHidden(problems: readonly Problem[]): Problem[] {
  const forbidden = problems.filter((problem) => problem.type === 'Forbidden').map((problem) => problem.path)
  if (forbidden.length === 0) return [...problems]
  const keys = new Set(forbidden.map((path) => JSON.stringify(path)))
  return problems.filter(
    ({ path, type }) => !insideAny(path, keys, type === 'Forbidden' ? path.length - 1 : path.length)
  )
}

function insideAny(path: Path, keys: ReadonlySet<string>, deepest: number): boolean {
  for (let length = 1; length <= deepest; length += 1) {
    if (keys.has(JSON.stringify(path.slice(0, length)))) return true
  }
  return false
}
