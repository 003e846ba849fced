import { classifyTask, type TaskContainer, type TaskEvidence } from '../../kubernetes/container/index.ts'
import { fitsWildcard } from '../../text/index.ts'
import type { Field } from '../document/index.ts'
import { metadataValues, type Resource, type Task, type TaskPattern } from './resource.ts'

/** The task class of a resource: as its annotation declares it, as the config says, else from what it runs. */
export function taskOf(resource: Resource, patterns: readonly TaskPattern[]): Task {
  return declared(resource) ?? configured(resource, patterns) ?? observed(resource)
}

function declared(resource: Resource): Task | undefined {
  const at = metadataValues(resource, 'annotations', 'jobsworth/idempotent')[0]
  if (at === undefined || !/^(true|false)$/.test(String(at.value))) return undefined
  const isIdempotent = String(at.value) === 'true'
  const why = isIdempotent
    ? 'declares that the work can be repeated'
    : 'declares that the work must not be repeated'
  return {
    class: isIdempotent ? 'repeatable' : 'non-idempotent',
    evidence: [{ at, words: 'jobsworth/idempotent', why }]
  }
}

function configured(resource: Resource, patterns: readonly TaskPattern[]): Task | undefined {
  const name = nameOf(resource)
  const found = patterns.find(
    (pattern) =>
      (pattern.name === undefined || matches(pattern.name, name.value)) &&
      Object.entries(pattern.labels ?? {}).every(([key, value]) =>
        metadataValues(resource, 'labels', key).some((label) => matches(value, label.value))
      )
  )
  if (found === undefined) return undefined
  return {
    class: found.class,
    evidence: [{ at: name, words: String(name.value), why: 'is listed in the configuration' }]
  }
}

function matches(pattern: string, value: unknown): boolean {
  return typeof value === 'string' && fitsWildcard(value, pattern)
}

function observed(resource: Resource): Task {
  const containers = [...resource.containers, ...resource.initContainers]
  const { class: taskClass, evidence } = classifyTask({
    ...(typeof nameOf(resource).value === 'string' && { name: String(nameOf(resource).value) }),
    labels: labelsOf(resource),
    containers: containers.map(description)
  })
  return {
    class: taskClass,
    evidence: evidence.map((proof) => ({
      at: place(resource, containers, proof),
      words: proof.words,
      why: proof.why
    }))
  }
}

function nameOf({ metadata }: Resource): Field {
  return metadata.at('name').exists ? metadata.at('name') : metadata.at('generateName')
}

function labelsOf({ metadata, podTemplate }: Resource): Record<string, string> {
  const fields = [...podTemplate.at('metadata', 'labels').entries(), ...metadata.at('labels').entries()]
  return Object.fromEntries(fields.map(([key, field]) => [key, String(field.value ?? '')]))
}

function description(container: Field): TaskContainer {
  const [name, image] = [container.at('name').value, container.at('image').value]
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof image === 'string' && { image }),
    command: words(container.at('command')),
    args: words(container.at('args'))
  }
}

function words(list: Field): string[] {
  return list.items().map((item) => (typeof item.value === 'string' ? item.value : ''))
}

function place(resource: Resource, containers: readonly Field[], proof: TaskEvidence): Field {
  if (proof.source === 'label' && proof.label !== undefined) {
    return metadataValues(resource, 'labels', proof.label)[0] ?? resource.metadata.at('labels', proof.label)
  }
  const container = proof.container === undefined ? undefined : containers[proof.container]
  if (container === undefined) return nameOf(resource)
  if (proof.source === 'image') return container.at('image')
  if (proof.list === undefined) return container.at('command')
  const field = container.at(proof.list, proof.index ?? 0)
  return proof.start === undefined ? field : field.words(proof.words, proof.start)
}
