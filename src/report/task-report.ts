import { type Field, locate } from '../core/document/index.ts'
import { deliveryName, type Resource } from '../core/manifest/index.ts'
import { printable, quoted } from '../text/index.ts'
import { type Position, positionsOf, type SourceFile } from '../yaml/index.ts'

/** How each resource of a file is delivered and whether its work can be done twice, with what shows it. */
export function explainTasks(file: SourceFile, resources: readonly Resource[]): string {
  const position = positionsOf(file.text)
  const at = (field: Field) => position(locate(field).start)
  return resources.map((resource) => block(file, resource, at)).join('\n')
}

/** What a resource is called: its kind and name. */
export function titleOf({ kind, metadata }: Resource): string {
  const [name, generated] = [metadata.at('name').value, metadata.at('generateName').value]
  const shown =
    typeof name === 'string' ? name : typeof generated === 'string' ? `${generated}…` : 'without a name'
  return printable(`${kind} ${shown}`)
}

/** The classes as the annotation and the configuration call them. */
const classes = { unsafe: 'non-idempotent', safe: 'repeatable', unknown: 'unknown' } as const

function block({ path }: SourceFile, resource: Resource, at: (field: Field) => Position): string {
  const { delivery } = resource
  const task = resource.task()
  const { line, column } = at(resource.root.at('kind'))
  const evidence = task.evidence.map((proof) => {
    const words = proof.words === '' ? '' : `${quoted(proof.words)} `
    return `    line ${at(proof.at).line}: ${words}${printable(proof.why)}\n`
  })
  const place = delivery.evidence === undefined ? '' : `line ${at(delivery.evidence).line}: `
  return [
    `${printable(path)}:${line}:${column} ${titleOf(resource)}\n`,
    `  delivery: ${delivery.method}${delivery.method === 'unknown' ? '' : ` (${deliveryName(delivery.method)})`}\n`,
    `    ${place}${printable(delivery.reason)}\n`,
    ...(resource.isPartial ? ['  partial: what is missing here may be set elsewhere\n'] : []),
    `  task: ${classes[task.retry]}\n`,
    ...(evidence.length > 0 ? evidence : ['    There is no evidence.\n'])
  ].join('')
}
