import type { Json, Path } from '../../yaml/index.ts'
import type { Field } from './field.ts'

/**
 * A field in words that outlive edits around it: list entries go by their names, or as `[]` where they have none,
 * and the way from the document to the resource, whose path is `root`, is left out.
 */
export function fieldName({ path, document }: Field, root: Path = []): string {
  let value: Json | undefined = document.value
  let name = ''
  for (const [depth, key] of path.entries()) {
    const isEntry = Array.isArray(value)
    value = below(value, key)
    if (depth < root.length) continue
    if (isEntry) name += `[${entryName(value)}]`
    else if (typeof key === 'string' && plain.test(key)) name += name === '' ? key : `.${key}`
    else name += `[${JSON.stringify(key)}]`
  }
  return name.length > longest ? `${name.slice(0, longest)}…` : name
}

const plain = /^[\w-]+$/

/** Beyond this nobody tells fields apart by reading. */
const longest = 300

function below(value: Json | undefined, key: string | number): Json | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Readonly<Record<string | number, Json>>)[key]
}

/** What a list entry calls itself; objects in a List do so in their metadata. */
function entryName(entry: Json | undefined): string {
  const name = below(entry, 'name') ?? below(below(entry, 'metadata'), 'name')
  if (typeof name !== 'string') return ''
  return plain.test(name) ? name : JSON.stringify(name)
}
