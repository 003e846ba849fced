import { classifyTask, isDrySetting, type TaskEvidence } from '../../kubernetes/container/index.ts'
import { fitsWildcard } from '../../text/index.ts'
import type { Field } from '../document/index.ts'
import { described, readingOf } from './reading-of.ts'
import { metadataValues, type Resource, type Task, type TaskPattern } from './resource.ts'

/** What repeating a resource's work does: as its annotation declares it, as the config says, else from what it runs. */
export function taskOf(resource: Resource, patterns: readonly TaskPattern[]): Task {
  const seen = observed(resource)
  return declared(resource, seen) ?? configured(resource, patterns, seen) ?? seen
}

function declared(resource: Resource, seen: Task): Task | undefined {
  const at = metadataValues(resource, 'annotations', 'jobsworth/idempotent')[0]
  if (at === undefined || !/^(true|false)$/.test(String(at.value))) return undefined
  const isIdempotent = String(at.value) === 'true'
  const why = isIdempotent
    ? 'declares that the work can be repeated'
    : 'declares that the work must not be repeated'
  return told(isIdempotent, seen, { at, words: 'jobsworth/idempotent', why })
}

/** What somebody says of the work. A migration that must not be retried still does nothing when it is run again. */
function told(isIdempotent: boolean, seen: Task, evidence: Task['evidence'][number]): Task {
  return {
    retry: isIdempotent ? 'safe' : 'unsafe',
    again: isIdempotent || seen.again === 'harmless' ? 'harmless' : 'acts',
    isDeclared: true,
    isUnseen: true,
    isOnlyNamed: false,
    evidence: [evidence]
  }
}

function configured(resource: Resource, patterns: readonly TaskPattern[], seen: Task): Task | undefined {
  const name = nameOf(resource)
  const found = patterns.find(
    (pattern) =>
      (pattern.name === undefined || matches(pattern.name, name.value)) &&
      Object.entries(pattern.labels ?? {}).every(([key, value]) =>
        metadataValues(resource, 'labels', key).some((label) => matches(value, label.value))
      )
  )
  if (found === undefined) return undefined
  const why = 'is listed in the configuration'
  return told(found.class === 'repeatable', seen, { at: name, words: String(name.value), why })
}

function matches(pattern: string, value: unknown): boolean {
  return typeof value === 'string' && fitsWildcard(value, pattern)
}

function observed(resource: Resource): Task {
  const containers = [...resource.containers, ...resource.initContainers]
  const { retry, again, evidence, isOneRequest } = classifyTask({
    ...(typeof nameOf(resource).value === 'string' && { name: String(nameOf(resource).value) }),
    labels: labelsOf(resource),
    containers: containers.map((container) => ({
      ...described(container),
      reading: readingOf(container),
      isDry: isDry(container)
    }))
  })
  return {
    retry,
    again,
    isDeclared: false,
    isUnseen: evidence.some(({ source, isOwn }) => source !== 'command' || isOwn === true),
    isOnlyNamed:
      evidence.length > 0 && evidence.every(({ source }) => source === 'name' || source === 'label'),
    ...(isOneRequest && { isOneRequest }),
    evidence: evidence.map((proof) => ({
      at: place(resource, containers, proof),
      words: proof.words,
      why: proof.why
    }))
  }
}

/** Whether the environment tells a program only to show what it would do. */
function isDry(container: Field): boolean {
  return container
    .at('env')
    .items()
    .some((entry) => isDrySetting(String(entry.at('name').value), String(entry.at('value').value)))
}

function nameOf({ metadata }: Resource): Field {
  return metadata.at('name').exists ? metadata.at('name') : metadata.at('generateName')
}

function labelsOf({ metadata, podTemplate }: Resource): Record<string, string> {
  const fields = [...podTemplate.at('metadata', 'labels').entries(), ...metadata.at('labels').entries()]
  return Object.fromEntries(fields.map(([key, field]) => [key, String(field.value ?? '')]))
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
