import type { Resource } from '../core/manifest/index.ts'
import { cronFacts } from './lifecycle-cron.ts'
import type { LifecycleFact } from './lifecycle-fact.ts'
import { jobFacts } from './lifecycle-job.ts'
import { podFacts } from './lifecycle-pod.ts'

/** The facts of a resource, written fields and absent ones; none of what a patch leaves out. */
export function lifecycleOf(resource: Resource, now: number): LifecycleFact[] {
  const facts = [...cronFacts(resource, now), ...jobFacts(resource), ...podFacts(resource)]
  return resource.isPartial ? facts.filter(({ at }) => at.exists) : facts
}
