import type { Path } from '../../../yaml/index.ts'
import { type DecodingFault, wrongType } from './decoders.ts'
import type { SchemaProblem } from './schema-problem.ts'
import type { Type } from './type.ts'

/** The source text of the number at a path, asked for where JavaScript cannot hold the number exactly. */
export type WrittenNumber = (path: Path) => string | undefined

/**
 * Everything for which the API server's decoder refuses a value. Values are only entered as deep as types go, and no
 * type contains itself, so nesting in the input cannot exhaust the stack.
 */
export function check(type: Type, value: unknown, written?: WrittenNumber): SchemaProblem[] {
  const problems: SchemaProblem[] = []
  const path: (string | number)[] = []
  visit(type, value)
  return problems

  function visit(type: Type, value: unknown): void {
    if (value === null || value === undefined) return
    if (type.kind === 'scalar') {
      report(type.decode(value, () => written?.([...path])))
    } else if (type.kind === 'list') {
      if (Array.isArray(value)) visitItems(type.of, value)
      else report(wrongType(value, 'array'))
    } else if (typeof value !== 'object' || Array.isArray(value)) {
      const allowed = type.kind === 'object' && { allowed: [...type.fields.keys()] }
      report({ ...wrongType(value, 'object'), ...allowed })
    } else {
      visitEntries(type, value as Readonly<Record<string, unknown>>)
    }
  }

  function visitItems(type: Type, items: readonly unknown[]): void {
    for (let index = 0; index < items.length; index++) enter(index, type, items[index])
  }

  function visitEntries(
    type: Type & { kind: 'map' | 'object' },
    object: Readonly<Record<string, unknown>>
  ): void {
    for (const key of Object.keys(object)) {
      const inner = type.kind === 'map' ? type.of : type.fields.get(key)
      if (inner !== undefined) enter(key, inner, object[key])
      else if (type.kind === 'object') reportUnknown(key, type, object[key])
    }
  }

  function reportUnknown(key: string, { name, fields }: Type & { kind: 'object' }, value: unknown): void {
    path.push(key)
    report({ type: 'unknown-field', allowed: [...fields.keys()], within: name, value })
    path.pop()
  }

  function enter(key: string | number, type: Type, value: unknown): void {
    path.push(key)
    visit(type, value)
    path.pop()
  }

  function report(fault: DecodingFault | undefined): void {
    if (fault !== undefined) problems.push({ path: [...path], ...fault })
  }
}
