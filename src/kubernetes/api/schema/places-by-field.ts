import type { Type } from './type.ts'

/**
 * Every place at or below a type by the name of the field that is there, nearest the root first, as
 * `spec.template.spec.volumes[].name`. What only the server writes (`status`, `managedFields`) is left out.
 */
export function placesByField(root: Type): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>()
  let level: [string, Type][] = [['', root]]
  while (level.length > 0) {
    level = level.flatMap(([place, type]): [string, Type][] => {
      if (type.kind === 'scalar') return []
      if (type.kind !== 'object') return [[place + (type.kind === 'list' ? '[]' : '.*'), type.of]]
      const prefix = place === '' ? '' : `${place}.`
      const fields = [...type.fields]
      for (const [name] of fields) places.set(name, [...(places.get(name) ?? []), prefix + name])
      const written = fields.filter(([name]) => name !== 'status' && name !== 'managedFields')
      return written.map(([name, inner]) => [prefix + name, inner])
    })
  }
  return places
}

/** Whether keys and indexes lead from a type to a place that it has. */
export function leadsSomewhere(root: Type, path: readonly (string | number)[]): boolean {
  let type: Type | undefined = root
  for (const key of path) {
    if (type === undefined || type.kind === 'scalar') return false
    type = type.kind === 'object' ? type.fields.get(String(key)) : type.of
  }
  return type !== undefined
}
