import { type FieldHistory, fieldsByVersion } from '../src/kubernetes/api/fields-by-version.ts'
import { type Definitions, type Type, typesOf } from '../src/kubernetes/api/schema/type.ts'

/** Where the histories of fields say otherwise than the schemas: a sentence for each field. */
export function wrongHistories(
  definitions: Definitions,
  versions: readonly string[],
  histories: readonly FieldHistory[] = fieldsByVersion
): string[] {
  return histories.flatMap(({ title, fields, values, appears, removed }) =>
    fields.flatMap((field) => {
      const known = versions.filter((version) => isKnown(definitions, field, version))
      const due = versions.filter(
        (version) => !isOlder(version, appears) && !(removed && !isOlder(version, removed))
      )
      // A history of some values tells when those came, not when the field did.
      const fits = values ? known.includes(versions.at(-1) as string) : known.join() === due.join()
      if (fits) return []
      return `${title}: ${field} should be in ${due.join(', ') || 'no version'}, and the schemas have it in ${known.join(', ') || 'none'}.`
    })
  )
}

function isOlder(version: string, than: string | undefined): boolean {
  return than !== undefined && minor(version) < minor(than)
}

function minor(version: string): number {
  return Number(version.split('.')[1])
}

function isKnown(definitions: Definitions, field: string, version: string): boolean {
  const [root = '', ...keys] = field.replaceAll('[]', '').split('.')
  let type: Type | undefined = typesOf(definitions, version)(root)
  for (const key of keys) {
    while (type?.kind === 'list') type = type.of
    type = type?.kind === 'object' ? type.fields.get(key) : undefined
  }
  return type !== undefined
}
