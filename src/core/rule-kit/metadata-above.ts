import type { Field } from '../document/index.ts'
import type { Resource } from '../manifest/index.ts'

/** Metadata over that of the Pods, and what it belongs to: a Job passes none of it on to them. */
export interface MetadataAbove {
  readonly metadata: Field
  /** "Job", "CronJob" or "Job template". */
  readonly holder: string
}

/** The metadata of a resource that its Pods do not get; none for a Pod. */
export function metadataAbove({ kind, metadata, spec }: Resource): MetadataAbove[] {
  if (kind === 'Pod') return []
  const own = { metadata, holder: kind }
  if (kind === 'Job') return [own]
  return [own, { metadata: spec.at('jobTemplate', 'metadata'), holder: 'Job template' }]
}
