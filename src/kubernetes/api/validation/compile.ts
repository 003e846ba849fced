import type { Constraint } from './constraint.ts'
import { types } from './types.ts'

/** What there is to check at one field, and below it. */
export interface RuleNode {
  readonly checks: Constraint[]
  /** Rows about fields that must be there, by field. */
  readonly required: [field: string, row: Constraint][]
  readonly fields: Map<string, RuleNode>
  items: RuleNode | undefined
  /** Nodes of the types that the field has. */
  readonly types: RuleNode[]
}

/** The table, arranged by type and field so that one walk over a manifest meets every row. */
export function compile(table: readonly Constraint[]): ReadonlyMap<string, RuleNode> {
  const roots = new Map<string, RuleNode>()
  for (const row of table) for (const where of expand(row.where)) place(row, where, roots)
  for (const [field, type] of Object.entries(types)) {
    for (const where of expand(field)) descend(where, roots).types.push(rootOf(type, roots))
  }
  return prune(roots)
}

/** `a.{b,c}` as `a.b` and `a.c`; the innermost braces first. */
function expand(where: string): string[] {
  const open = where.lastIndexOf('{')
  if (open < 0) return [where]
  const close = where.indexOf('}', open)
  const [head, choices, tail] = [where.slice(0, open), where.slice(open + 1, close), where.slice(close + 1)]
  return [...new Set(choices.split(',').flatMap((choice) => expand(head + choice + tail)))]
}

function place(row: Constraint, where: string, roots: Map<string, RuleNode>): void {
  if (row.required === undefined) {
    descend(where, roots).checks.push(row)
    return
  }
  const dot = where.lastIndexOf('.')
  descend(where.slice(0, dot), roots).required.push([where.slice(dot + 1), row])
}

function descend(where: string, roots: Map<string, RuleNode>): RuleNode {
  const [type = '', ...steps] = where.replaceAll('[*]', '.*').split('.')
  let node = rootOf(type, roots)
  for (const step of steps) {
    if (step === '*') {
      node.items ??= newNode()
      node = node.items
    } else {
      const next = node.fields.get(step) ?? newNode()
      node.fields.set(step, next)
      node = next
    }
  }
  return node
}

function rootOf(type: string, roots: Map<string, RuleNode>): RuleNode {
  const root = roots.get(type) ?? newNode()
  roots.set(type, root)
  return root
}

function newNode(): RuleNode {
  return { checks: [], required: [], fields: new Map(), items: undefined, types: [] }
}

/** Without the branches where nothing is checked, so that a small table walks little. */
function prune(roots: Map<string, RuleNode>): Map<string, RuleNode> {
  const useful = new Map<RuleNode, boolean>()
  const keep = (node: RuleNode): boolean => {
    const known = useful.get(node)
    if (known !== undefined) return known
    for (const [field, next] of node.fields) if (!keep(next)) node.fields.delete(field)
    if (node.items && !keep(node.items)) node.items = undefined
    node.types.splice(0, node.types.length, ...node.types.filter(keep))
    const kept =
      node.checks.length > 0 ||
      node.required.length > 0 ||
      node.fields.size > 0 ||
      node.items !== undefined ||
      node.types.length > 0
    useful.set(node, kept)
    return kept
  }
  for (const node of roots.values()) keep(node)
  return roots
}
