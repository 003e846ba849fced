import { kubernetesVersions } from '../../kubernetes/api/index.ts'
import { deliveryMethods, kinds } from '../manifest/index.ts'
import { profiles, type Rule, severities } from '../rule/index.ts'

/** As much of JSON Schema as we read back; the rest is for ajv and editors. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
  readonly $ref?: string
  readonly allOf?: readonly JsonSchema[]
  readonly definitions?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema | readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly then?: JsonSchema
}

/** Where the schema is, in the repository at this address. */
export function schemaAt(home: string): string {
  return `${home}/raw/main/schemas/config.schema.json`
}

/** The JSON Schema of a config, derived from the rules; draft 7, which editors know best. `home` is the repository's address. */
export function configSchema(rules: readonly Rule[], home?: string): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    // A name that nobody can mistake for an address, until there is one.
    $id: home ? schemaAt(home) : 'urn:jobsworth:config.schema.json',
    title: 'Configuration of jobsworth',
    ...mapping({
      $schema: { type: 'string', description: 'Where an editor finds this schema.' },
      profile: { $ref: '#/definitions/profile' },
      kubernetes: {
        type: ['string', 'number'],
        description: `The version of Kubernetes to check against, or a range such as "1.31-1.34"; supported versions are ${kubernetesVersions.join(', ')}.`
      },
      include: { ...patterns, description: 'If given, folders are searched for these files only.' },
      exclude: { ...patterns, description: 'Files and folders to leave out of a search.' },
      rules: { $ref: '#/definitions/rules' },
      delivery: { $ref: '#/definitions/delivery' },
      logs: { $ref: '#/definitions/logs' },
      tasks: list(
        taskPattern,
        'Which Jobs can run twice, by name or labels, if their commands do not show it.'
      ),
      placeholders: list(
        { type: 'string' },
        'How values look that are filled in later, besides ${X}, {{ x }}, <x> and other common forms; "*" matches any characters: "@@*@@", "((*))".'
      ),
      failOn: {
        enum: severities,
        description: 'The least severe findings that make a run fail; "error" by default.'
      },
      inlineConfig: { $ref: '#/definitions/inlineConfig' },
      respectForeignIgnores: {
        type: 'boolean',
        description:
          'Whether to respect the ignore annotations of kube-linter, kube-score, polaris and checkov as well.'
      },
      overrides: list(
        override,
        'Settings for some files, or rules for some resources; later overrides take precedence over earlier ones.'
      ),
      baseline: {
        type: 'string',
        description:
          'The file of known findings that `jobsworth baseline` writes; relative to the config file.'
      }
    }),
    definitions: {
      profile: { enum: profiles, description: 'How opinionated the rules are; "recommended" by default.' },
      delivery: { enum: deliveryMethods, description: 'How the manifests reach the cluster.' },
      logs: { enum: ['external', 'pods'], description: 'Where logs are kept once the Pods are gone.' },
      inlineConfig: {
        type: 'boolean',
        description: 'Whether comments and annotations can suppress findings; true by default.'
      },
      severity: { enum: [...severities, 'off', 'warn', false] },
      setting: setting(mapping({})),
      rules: {
        ...mapping(Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)]))),
        description: 'A severity for each rule, or a severity and options: [warning, {max: 3600}].'
      }
    }
  }
}

const patterns: JsonSchema = { type: 'array', items: { type: 'string' } }

const taskPattern: JsonSchema = {
  ...mapping({
    name: { type: 'string', description: 'The name of the Job or CronJob; "*" matches any characters.' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    class: { enum: ['non-idempotent', 'repeatable'] }
  }),
  required: ['class']
}

const names: JsonSchema = {
  ...patterns,
  description: 'The resources that this applies to; "*" matches any characters.'
}

/** That an override is about something, and sets no more than it can, is for read-config to say. */
const override: JsonSchema = mapping({
  files: { ...patterns, description: 'Patterns as in .gitignore, relative to the config file.' },
  kinds: {
    type: 'array',
    items: { enum: [...kinds, '*'] },
    description: 'The resources that this applies to.'
  },
  namespaces: names,
  names,
  labels: {
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Labels on the object or on its Pod template; "*" matches any characters.'
  },
  profile: { $ref: '#/definitions/profile' },
  rules: { $ref: '#/definitions/rules' },
  delivery: { $ref: '#/definitions/delivery' },
  logs: { $ref: '#/definitions/logs' },
  inlineConfig: { $ref: '#/definitions/inlineConfig' },
  reason: { type: 'string', description: 'Why these resources are treated differently.' },
  until: { type: 'string', description: 'The last day on which rules are off for them: "2027-01-31".' }
})

function mapping(properties: Readonly<Record<string, object>>): JsonSchema {
  return { type: 'object', additionalProperties: false, properties: properties as Record<string, JsonSchema> }
}

function list(items: JsonSchema, description: string): JsonSchema {
  return { type: 'array', items, description }
}

function ruleSchema({ summary, options }: Rule): JsonSchema {
  if (options === undefined) return { description: summary, allOf: [{ $ref: '#/definitions/setting' }] }
  return { description: summary, ...setting(mapping(options)) }
}

/** With `if`, a fault is named where it is, not once for every shape that was possible. */
function setting(options: JsonSchema): JsonSchema {
  const severity = { $ref: '#/definitions/severity' }
  const items = [severity, options]
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
  return { if: { type: 'array' }, then: { items, minItems: 1, maxItems: 2 }, else: severity }
}
