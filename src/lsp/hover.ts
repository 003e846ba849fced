import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { type Field, locate } from '../core/document/index.ts'
import type { Linted } from '../core/lint.ts'
import type { Resource } from '../core/manifest/index.ts'
import { isActive, type Rule } from '../core/rule/index.ts'
import { explain } from '../report/explain.ts'
import { lifecycleOf } from '../report/lifecycle.ts'
import type { LifecycleFact } from '../report/lifecycle-fact.ts'
import { printable } from '../text/index.ts'
import type { Range } from '../yaml/index.ts'
import { rangeIn } from './convert.ts'

export interface HoverScene {
  readonly document: TextDocument
  readonly linted: Linted
  readonly rules: readonly Rule[]
  readonly now: number
}

/** What to show at a place: the life of the task that a field there decides on, and the pages of the findings there. */
export function hover(position: Position, scene: HoverScene): Hover | null {
  const { document, linted } = scene
  const offset = document.offsetAt(position)
  const facts = linted.documents
    .flatMap(({ resources }) => resources)
    .flatMap((resource) => factsAt(offset, resource, scene.now))
  const findings = linted.result.findings.filter((one) => isActive(one) && holds(one.range, offset))
  const ids = new Set(findings.map(({ ruleId }) => ruleId))
  const pages = scene.rules.filter(({ id }) => ids.has(id)).map(explain)
  const lines = facts.map(({ fact }) => sentence(fact))
  const value = [...(lines.length > 0 ? [lines.join('\n\n')] : []), ...pages].join('\n\n---\n\n')
  const range = facts[0]?.range ?? findings[0]?.range
  if (value === '' || range === undefined) return null
  return { contents: { kind: MarkupKind.Markdown, value }, range: rangeIn(document, range) }
}

/** The facts about the field at a place; at the `kind` or `spec` of a resource all of them. */
function factsAt(offset: number, resource: Resource, now: number): { fact: LifecycleFact; range: Range }[] {
  const { start, end } = resource.root.document.range
  if (offset < start || offset > end) return []
  const facts = lifecycleOf(resource, now)
  const whole = [...keyAndValue(resource.root.at('kind')), locate(resource.spec.key)]
  const heading = resource.root.at('kind').exists ? whole.find((range) => holds(range, offset)) : undefined
  if (heading !== undefined)
    return facts
      .filter(({ at }) => at.exists || decisive.has(String(at.path.at(-1))))
      .map((fact) => ({ fact, range: heading }))
  return facts
    .filter(({ at }) => at.exists)
    .flatMap((fact) => keyAndValue(fact.at).map((range) => ({ fact, range })))
    .filter(({ range }) => holds(range, offset))
    .slice(0, 1)
}

/** Fields whose absence is a decision, too. */
const decisive: ReadonlySet<string> = new Set([
  'activeDeadlineSeconds',
  'backoffLimit',
  'completions',
  'concurrencyPolicy',
  'failedJobsHistoryLimit',
  'parallelism',
  'restartPolicy',
  'startingDeadlineSeconds',
  'successfulJobsHistoryLimit',
  'timeZone',
  'ttlSecondsAfterFinished'
])

function keyAndValue(field: Field): Range[] {
  return [locate(field.key), locate(field)]
}

function holds({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end
}

function sentence({ at, value, fallback, means }: LifecycleFact): string {
  const name = `**${String(at.path.at(-1))}**`
  const what = at.exists ? `${code(value)} (default: ${plain(fallback)})` : `absent: ${plain(fallback)}`
  return `${name} ${what}. ${plain(means)}`
}

/** Words of a manifest are shown as they stand: nothing in them is Markdown or HTML. */
function plain(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>()#+!|~&-]/g, '\\$&')
}

function code(text: string): string {
  const shown = printable(text)
  const fence = '`'.repeat(1 + Math.max(0, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length)))
  return /`/.test(shown) ? `${fence} ${shown} ${fence}` : `\`${shown}\``
}
