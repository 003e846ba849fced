import type { Type } from './type.ts'

/**
 * Every place at or below a type that has a field of this name, nearest the root first, as `spec.template.spec.volumes[].name`.
 * What only the server writes (`status`, `managedFields`) is left out.
 */
export function placesOf(field: string, root: Type): string[] {
  const places: string[] = []
  let level: [string, Type][] = [['', root]]
  while (level.length > 0) {
    level = level.flatMap(([place, type]) => {
      if (type.kind === 'scalar') return []
      if (type.kind !== 'object')
        return [[place + (type.kind === 'list' ? '[]' : '.*'), type.of] as [string, Type]]
      const prefix = place === '' ? '' : `${place}.`
      if (type.fields.has(field)) places.push(prefix + field)
      const written = [...type.fields].filter(([name]) => name !== 'status' && name !== 'managedFields')
      return written.map(([name, inner]) => [prefix + name, inner] as [string, Type])
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
