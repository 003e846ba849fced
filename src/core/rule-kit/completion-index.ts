import type { Field } from '../document/index.ts'
import type { Resource } from '../manifest/index.ts'

/** Where the Pods of a resource read their completion index: a variable in a command, a field, a file. */
export function usesOfIndex(resource: Resource): Field[] {
  return uses(resource, /JOB_COMPLETION_INDEX(?!\w)/g)
}

/** Those of them that have no other value where there is no index: no default of the shell or of the program. */
export function needsOfIndex(resource: Resource): Field[] {
  return uses(resource, /JOB_COMPLETION_INDEX(?!\w|:?[-+]|["'] *,)/g)
}

function uses({ podSpec, containers, initContainers }: Resource, pattern: RegExp): Field[] {
  return [
    ...[...initContainers, ...containers].flatMap((container) => usesIn(container, pattern)),
    ...podSpec.at('volumes').items().flatMap(filesOfIndex)
  ]
}

const variable = 'JOB_COMPLETION_INDEX'
const annotation = 'batch.kubernetes.io/job-completion-index'

function usesIn(container: Field, pattern: RegExp): Field[] {
  const env = container.at('env').items()
  const paths = env.map((entry) => entry.at('valueFrom', 'fieldRef', 'fieldPath'))
  const fromField = paths.filter(isIndex)
  if (env.some((entry) => entry.at('name').value === variable)) return fromField
  const texts = [
    ...container.at('command').items(),
    ...container.at('args').items(),
    ...env.map((entry) => entry.at('value'))
  ]
  return [...fromField, ...texts.flatMap((text) => mention(text, pattern))]
}

/** Files of a downward API volume that hold the index. */
function filesOfIndex(volume: Field): Field[] {
  const sources = [volume, ...volume.at('projected', 'sources').items()]
  const files = sources.flatMap((source) => source.at('downwardAPI', 'items').items())
  return files.map((file) => file.at('fieldRef', 'fieldPath')).filter(isIndex)
}

function isIndex(path: Field): boolean {
  return String(path.value).includes(annotation)
}

function mention(field: Field, pattern: RegExp): Field[] {
  const { value } = field
  if (typeof value !== 'string') return []
  const found = [...value.matchAll(pattern)].find(({ index }) => !/\w/.test(value.charAt(index - 1)))
  return found === undefined ? [] : [field.words(variable, found.index)]
}
