import { type Reason, readReason } from '../config/index.ts'
import type { Field } from '../document/index.ts'
import type { Resource } from '../manifest/index.ts'
import { ruleNames } from './directive.ts'

/** What an annotation `jobsworth/disable` says; it holds for all findings of its resource. */
export interface DisableAnnotation extends Reason {
  readonly resource: Resource
  readonly at: Field
  /** The rules it names; undefined for all of them. */
  readonly ids: readonly string[] | undefined
}

/** What stands for every rule; a text of its own, so that an empty annotation is no blank cheque. */
export const everyRule = 'all'

/** The metadata of a resource that may hold annotations about it: its own, its Pod template's, and what is between. */
export function metadataOf({ kind, metadata, spec, podTemplate }: Resource): Field[] {
  const template = kind === 'CronJob' ? [spec.at('jobTemplate', 'metadata')] : []
  return kind === 'Pod' ? [metadata] : [metadata, ...template, podTemplate.at('metadata')]
}

/** The suppressions that a resource's annotations ask for; a value that is filled in later asks for none. */
export function disableAnnotations(resource: Resource): DisableAnnotation[] {
  return metadataOf(resource).flatMap((metadata) => {
    const [at, reason] = ['disable', 'reason'].map((key) => metadata.at('annotations', `jobsworth/${key}`))
    if (at === undefined || at.value === undefined || at.isPlaceholder) return []
    if (typeof at.value !== 'string' && at.value !== null) return []
    const ids = ruleNames(at.value ?? '', 0).map(({ id }) => id)
    return { resource, at, ids: ids.includes(everyRule) ? undefined : ids, ...readReason(reason?.text ?? '') }
  })
}
