import type { Field } from '../document/index.ts'
import type { Change } from '../fix/index.ts'

/** Takes a label or annotation to the annotation `key` of some metadata, with what holds it where it was alone. */
export function annotate(at: Field, metadata: Field, key: string): Change<Field>[] {
  const annotations = metadata.at('annotations')
  const to = annotations.at(key)
  const isSameMetadata = metadata.path.length === at.path.length - 2
  const isAlone = isSameMetadata && metadata.at('labels').entries().length === 1
  if (at.path.at(-2) === 'labels' && isAlone && key === at.path.at(-1) && annotations.value === undefined)
    return [{ rename: metadata.at('labels'), to: 'annotations' }]
  if (typeof at.value === 'string' && annotations.entries().length > 0)
    return [{ move: at, to, after: 'name' }]
  const value = String(at.value)
  return [{ remove: at }, { set: to, to: value, ...(metadata.exists && { after: 'name' }) }]
}
