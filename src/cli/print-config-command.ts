import { rules } from '../../rules/index.ts'
import { isOver } from '../core/check/index.ts'
import { type ActiveRule, type Settings, UsageError } from '../core/config/index.ts'
import { locate } from '../core/document/index.ts'
import type { Resource } from '../core/manifest/index.ts'
import { calendarFrom } from '../core/rule/index.ts'
import { type FileView, viewOf } from '../node/file-view.ts'
import { printableJson, quoted } from '../text/index.ts'
import { positionsOf } from '../yaml/index.ts'
import type { Arguments } from './arguments.ts'
import { projectOf } from './choices.ts'
import type { Io } from './io.ts'

/** What `--print-config FILE` shows: where its config is, how its resources are delivered, and every rule, as JSON. */
export async function printConfig({ operands, values }: Arguments, io: Io): Promise<string> {
  const [extra] = operands
  if (extra !== undefined)
    throw new UsageError(`--print-config takes only one file; remove ${quoted(extra)}.`)
  const file = values['print-config'] ?? ''
  const project = projectOf(values, io)
  const view = await viewOf(file, project)
  const { settings } = view
  const { path } = view.config
  const active = new Map(settings.rules.map((entry) => [entry.rule.id, entry]))
  const shown = {
    file,
    config: path === undefined ? null : project.nameOf(path),
    profile: settings.profile,
    kubernetes: settings.kubernetes,
    delivery: settings.delivery ?? null,
    resources: deliveries(view),
    logs: settings.logs ?? null,
    tasks: settings.tasks,
    placeholders: settings.placeholders,
    failOn: values['fail-on'] ?? settings.failOn,
    inlineConfig: settings.inlineConfig,
    respectForeignIgnores: settings.respectForeignIgnores,
    rules: Object.fromEntries(rules.map(({ id }) => [id, setting(active.get(id))]))
  }
  const lines = JSON.stringify(shown, undefined, 2).split('\n')
  return lines.map((line) => `${printableJson(line)}\n`).join('')
}

/** The delivery that was seen in each resource of the file, and why; nothing where there is no such file. */
function deliveries({ source, resources, settings }: FileView) {
  if ('message' in source) return []
  const position = positionsOf(source.text)
  return resources.map((resource) => ({
    ...delivered(resource, position),
    ...overridden(resource, settings)
  }))
}

function delivered(
  { kind, root, metadata, delivery, isPartial }: Resource,
  position: ReturnType<typeof positionsOf>
) {
  return {
    kind,
    name: metadata.at('name').value ?? metadata.at('generateName').value ?? null,
    line: position(locate(root.at('kind')).start).line,
    delivery: delivery.method,
    because: delivery.reason,
    partial: isPartial
  }
}

/** The rules that overrides set for this resource alone. */
function overridden(resource: Resource, { rules, rulesFor }: Settings) {
  const own = (rulesFor?.(resource) ?? []).filter((active) => !rules.includes(active))
  if (own.length === 0) return {}
  return { rules: Object.fromEntries(own.map((active) => [active.rule.id, setting(active)])) }
}

function setting(active: ActiveRule | undefined, calendar = calendarFrom(Date.now())) {
  if (active === undefined || (active.hidden && !isOver(active.hidden, { calendar }))) return 'off'
  const { severity, options } = active
  return Object.keys(options).length === 0 ? severity : [severity, options]
}
