import type { KubernetesVersion } from '../../kubernetes/api/index.ts'
import type { Range } from '../../yaml/index.ts'
import type { Field, ManifestDocument } from '../document/index.ts'
import type { Fix, Safety } from '../fix/index.ts'
import type { Kind, Resource } from '../manifest/index.ts'
import type { Calendar } from './calendar.ts'

export const severities = ['error', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

export const profiles = ['minimal', 'recommended', 'strict'] as const
export type Profile = (typeof profiles)[number]

export const categories = [
  'validity',
  'lifecycle',
  'retries',
  'identity',
  'safety',
  'cron',
  'parallelism',
  'delivery',
  'suppression'
] as const
export type Category = (typeof categories)[number]

/** What editors grey out, or strike through. */
export type Tag = 'unnecessary' | 'deprecated'

/** One thing that is wrong, as a rule says it: where and what; severity and positions come from elsewhere. */
export interface Report {
  /** A field, present or absent; a stretch of the document's own text where there is no tree to point into. */
  readonly at: Field | Range
  /** What is wrong here, with the value found, and what happens because of it. */
  readonly message: string
  /** How grave this is where that is less than the rule's own severity; a profile in which it is off leaves it out. */
  readonly severity?: Severity | Rule['severity']
  readonly related?: readonly { readonly at: Field | Range; readonly message: string }[]
  /** A general rule that has its say about the same place for the same cause: only the graver of the two is kept, else this. */
  readonly insteadOf?: string
  /** What the place is, where it does nothing or is out of date. */
  readonly tag?: Tag
  /** What would mend it, where that is known. */
  readonly fix?: Fix<Field>
}

/** A manifest that shows the rule: `bad` gives exactly one finding of it, `good` none. */
export interface Example {
  readonly title: string
  readonly bad?: string
  readonly good?: string
  readonly options?: Readonly<Record<string, OptionValue>>
  /** The path that the manifest is linted under, where the rule asks for it. */
  readonly path?: string
}

/** A JSON Schema property with a default. */
export interface OptionSchema {
  readonly type: 'boolean' | 'integer' | 'string' | 'array'
  readonly description: string
  readonly default: boolean | number | string | readonly string[]
  readonly minimum?: number
  readonly enum?: readonly string[]
  readonly items?: { readonly type: 'string' }
}

export type OptionValue = OptionSchema['default']

export type OptionSchemas = Readonly<Record<string, OptionSchema>>

type Widen<Value> = Value extends boolean
  ? boolean
  : Value extends number
    ? number
    : Value extends readonly string[]
      ? readonly string[]
      : string

/** The values that a rule's options take, typed by their defaults. */
export type OptionValues<Schemas extends OptionSchemas> = {
  readonly [Name in keyof Schemas]: Widen<Schemas[Name]['default']>
}

export interface RuleContext<Options = Readonly<Record<string, OptionValue>>> {
  readonly options: Options
  /** Where logs live once the Pods are gone: in a store outside the cluster, or only in the Pods. */
  readonly logs: 'external' | 'pods'
  /** The versions of Kubernetes that the manifests have to work on, oldest first; one at least. */
  readonly kubernetes: readonly KubernetesVersion[]
  /** What follows from today's date. */
  readonly calendar: Calendar
}

/** What is known besides of resources that are delivered together. */
export interface TogetherContext<Options = Readonly<Record<string, OptionValue>>>
  extends RuleContext<Options> {
  /** The whole texts that the resources are in, comments and other kinds included. */
  readonly texts: readonly string[]
}

/** The checks of other linters that ask the same. */
export type Counterparts = Readonly<
  Partial<Record<'kube-linter' | 'kube-score' | 'polaris' | 'checkov', readonly string[]>>
>

/**
 * Everything there is to know about a rule; its tests, pages, metadata and config schema derive from it. A rule without
 * a check is about suppressions: suppress.ts, which sees all findings, reports for it.
 */
export interface Rule<Schemas extends OptionSchemas = OptionSchemas> {
  readonly id: string
  /** One imperative sentence. */
  readonly summary: string
  /** Markdown: what happens on a real cluster, and what to do instead. */
  readonly rationale: string
  /** Markdown: when the rule stays quiet by itself, and when to turn it off. */
  readonly whenNot: string
  readonly category: Category
  /** The severity in the two opinionated profiles; `minimal` has the recommended one for what is no opinion, else off. */
  readonly severity: { readonly recommended: Severity | 'off'; readonly strict: Severity | 'off' }
  readonly kinds: readonly Kind[]
  /** What its fixes are, some or all of them; absent where it has none. */
  readonly fixes?: readonly Safety[]
  readonly options?: Schemas
  /** What an ignore annotation for another linter has to name to count here too, where the config says that it does. */
  readonly counterparts?: Counterparts
  readonly references: readonly string[]
  readonly examples: readonly Example[]
  /** The version of jobsworth that brought the rule. */
  readonly since: string
  readonly check?: (resource: Resource, context: RuleContext<OptionValues<Schemas>>) => Iterable<Report>
  readonly checkDocument?: (
    document: ManifestDocument,
    context: RuleContext<OptionValues<Schemas>>
  ) => Iterable<Report>
  /** For what is wrong between resources: it is given all those of its kinds that are delivered together. */
  readonly checkResources?: (
    resources: readonly Resource[],
    context: TogetherContext<OptionValues<Schemas>>
  ) => Iterable<Report>
}

/** Declares a rule; the types of its options follow from their defaults. */
export function defineRule<const Schemas extends OptionSchemas>(rule: Rule<Schemas>): Rule {
  return rule as unknown as Rule
}

/** What no house may see otherwise: what the API server refuses, and comments to us that do nothing. */
const factual: readonly Category[] = ['validity', 'suppression']

/** The severity of a rule in a profile. */
export function severityIn(rule: Rule, profile: Profile): Severity | 'off' {
  if (profile !== 'minimal') return rule.severity[profile]
  return factual.includes(rule.category) ? rule.severity.recommended : 'off'
}

/**
 * The severity of a report: the rule's, or its own where that is milder. `set` is what a config says of the rule, if it
 * does; then a report that this profile leaves out counts as it does in the strict one.
 */
export function severityOf(
  { severity }: Report,
  rule: Rule,
  { profile, set }: { readonly profile: Profile; readonly set?: Severity | undefined }
): Severity | 'off' {
  const general = set ?? severityIn(rule, profile)
  if (severity === undefined || general === 'off') return general
  const byProfile = typeof severity === 'string' ? { recommended: severity, strict: severity } : severity
  const own = severityIn({ ...rule, severity: byProfile }, profile)
  const particular = own === 'off' && set !== undefined ? byProfile.strict : own
  if (particular === 'off') return 'off'
  return severities.indexOf(particular) > severities.indexOf(general) ? particular : general
}

/** The values a rule's options have when nobody sets them. */
export function defaultOptions(rule: Rule): Record<string, OptionValue> {
  return Object.fromEntries(
    Object.entries(rule.options ?? {}).map(([name, { default: value }]) => [name, value])
  )
}

/** A manifest in a template literal, without the indentation of the code around it. */
export function yaml(strings: TemplateStringsArray): string {
  const lines = (strings.raw[0] ?? '')
    .replace(/^\n/, '')
    .replace(/\n[ ]*$/, '\n')
    .split('\n')
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/))
  return lines.map((line) => line.slice(Math.min(...indents))).join('\n')
}
