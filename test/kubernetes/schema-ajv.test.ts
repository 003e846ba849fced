import { Ajv, type ErrorObject } from 'ajv'
import { expect, test } from 'vitest'
import { type Bundle, readBundles, type Schema } from '../../scripts/schema-bundles.ts'
import type { SchemaProblem } from '../../src/kubernetes/api/schema/schema-problem.ts'
import { type SchemaKind, schemaOf } from '../../src/kubernetes/api/schema.ts'
import { kubernetesVersions } from '../../src/kubernetes/api/versions.ts'
import { truth } from '../truth.ts'
import { readAsGo } from './go-yaml.ts'

// The recorded verdicts are all of one version. For the others a second opinion: ajv on the bundle itself, of which only
// the shape is kept, and where null will do for everything.

const names = { Job: 'batch.v1.Job', CronJob: 'batch.v1.CronJob', Pod: 'core.v1.Pod' }
const resources = (['handmade', 'mutated'] as const).flatMap(readResources)

test.each(kubernetesVersions)('%s: ajv finds the same on the bundle', async (version) => {
  const ajv = new Ajv({ allErrors: true, strict: false, messages: false, validateFormats: false })
  ajv.addSchema(nullable(readBundles().get(version) as Bundle), 'bundle')
  const schema = schemaOf(version)
  let found = 0
  for (const { kind, value } of resources) {
    const validate = ajv.getSchema(`bundle#/$defs/${names[kind]}`)
    validate?.(value)
    const expected = new Set(validate?.errors?.map(placeOf))
    const problems = schema
      .validate(kind, value)
      .filter(({ type }) => type === 'unknown-field' || type === 'wrong-type')
    expect(new Set(problems.map(pointer))).toEqual(expected)
    found += problems.length
  }
  expect(found).toBeGreaterThan(1000)
})

function readResources(set: 'handmade' | 'mutated'): { kind: SchemaKind; value: unknown }[] {
  const values = truth<{ yaml: string }>(set).flatMap(({ yaml }) => readAsGo(yaml)) as (
    | { kind?: SchemaKind }
    | undefined
  )[]
  return values.flatMap((value) =>
    value?.kind && Object.hasOwn(names, value.kind) ? [{ kind: value.kind, value }] : []
  )
}

function nullable({ $defs }: Bundle): object {
  const entries = Object.entries($defs).map(([name, schema]) => [
    name,
    name === 'meta.v1.FieldsV1' ? {} : shape(schema)
  ])
  return { $defs: Object.fromEntries(entries) }
}

function shape({ $ref, type, properties, additionalProperties, items }: Schema): object {
  if ($ref !== undefined) return { $ref }
  const fields = properties && Object.entries(properties).map(([name, field]) => [name, shape(field)])
  return {
    type: [type ?? [], 'null'].flat(),
    ...(fields && { properties: Object.fromEntries(fields) }),
    ...(additionalProperties !== undefined && {
      additionalProperties: additionalProperties && shape(additionalProperties)
    }),
    ...(items && { items: shape(items) })
  }
}

function placeOf({ instancePath, keyword, params }: ErrorObject): string {
  return keyword === 'additionalProperties'
    ? `${instancePath}/${escaped(params.additionalProperty)}`
    : instancePath
}

function pointer({ path }: SchemaProblem): string {
  return path.map((part) => `/${escaped(part)}`).join('')
}

function escaped(part: string | number): string {
  return String(part).replaceAll('~', '~0').replaceAll('/', '~1')
}
