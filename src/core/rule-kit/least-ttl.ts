import type { Resource } from '../manifest/index.ts'
import type { RuleContext } from '../rule/index.ts'

/**
 * The shortest TTL in seconds that leaves time to see why a Job failed: `min`, less where the logs are kept elsewhere,
 * more where the configuration says that they go with the Pods, and still more for what must not just be tried again.
 */
export function leastTtl(resource: Resource, logs: RuleContext['logs'], min: number): number {
  if (logs === 'external') return Math.min(60, min)
  if (logs === undefined) return min
  const hours = resource.task().retry === 'unsafe' ? 4 : 1
  return Math.max(hours * 3600, min)
}
