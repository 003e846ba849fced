import { type DroppedField, dropDisabled, untilWhen } from '../dropped.ts'
import { affinityConstraints } from './affinity.ts'
import { annotationConstraints } from './annotations.ts'
import { claimTemplateConstraints } from './claim-template.ts'
import type { Constraint } from './constraint.ts'
import { containerConstraints } from './containers.ts'
import { cronJobConstraints } from './cron-job.ts'
import { cronScheduleConstraints } from './cron-schedule.ts'
import { cronTimeZoneConstraints } from './cron-time-zone.ts'
import { dnsConstraints } from './dns.ts'
import { envConstraints } from './env.ts'
import { hostNamespaceConstraints } from './host-namespaces.ts'
import { jobConstraints } from './job.ts'
import { jobSelectorConstraints } from './job-selector.ts'
import { labelSelectorConstraints } from './label-selector.ts'
import { metadataConstraints } from './metadata.ts'
import { mountConstraints } from './mounts.ts'
import { neverRunsConstraints } from './never-runs.ts'
import { operatingSystemConstraints } from './operating-system.ts'
import { podConstraints } from './pod.ts'
import { podFailurePolicyConstraints } from './pod-failure-policy.ts'
import { podResourceConstraints } from './pod-resources.ts'
import { portConstraints } from './ports.ts'
import { probeConstraints } from './probes.ts'
import type { Problem, Target } from './problem.ts'
import { projectedConstraints } from './projected.ts'
import { resourceClaimConstraints } from './resource-claims.ts'
import { resourceNameConstraints } from './resource-name.ts'
import { resourceConstraints } from './resources.ts'
import { restartPolicyConstraints } from './restart-policy.ts'
import { securityConstraints } from './security.ts'
import { successPolicyConstraints } from './success-policy.ts'
import { tolerationConstraints } from './tolerations.ts'
import { topologySpreadConstraints } from './topology-spread.ts'
import { validator } from './validator.ts'
import { volumeSourceConstraints } from './volume-sources.ts'
import { volumeConstraints } from './volumes.ts'
import { warningConstraints } from './warnings.ts'

export type { Constraint } from './constraint.ts'
export type { Kind, Problem, Target } from './problem.ts'

/** Every constraint that no rule of its own reports. */
export const apiConstraints: readonly Constraint[] = [
  ...metadataConstraints,
  ...jobConstraints,
  ...jobSelectorConstraints,
  ...labelSelectorConstraints,
  ...podFailurePolicyConstraints,
  ...successPolicyConstraints,
  ...cronJobConstraints,
  ...annotationConstraints,
  ...podConstraints,
  ...dnsConstraints,
  ...hostNamespaceConstraints,
  ...resourceClaimConstraints,
  ...containerConstraints,
  ...portConstraints,
  ...resourceConstraints,
  ...podResourceConstraints,
  ...probeConstraints,
  ...envConstraints,
  ...volumeConstraints,
  ...volumeSourceConstraints,
  ...claimTemplateConstraints,
  ...projectedConstraints,
  ...mountConstraints,
  ...tolerationConstraints,
  ...affinityConstraints,
  ...topologySpreadConstraints,
  ...securityConstraints,
  ...operatingSystemConstraints
]

/** Everything the API server refuses on create (GROUND_TRUTH sections 2 to 14). */
export const constraints: readonly Constraint[] = [
  ...resourceNameConstraints,
  ...restartPolicyConstraints,
  ...cronScheduleConstraints,
  ...cronTimeZoneConstraints,
  ...apiConstraints
]

/** What the API server refuses on create, all of it. */
export const validate = validator(constraints)

/** What the API server accepts with a warning (GROUND_TRUTH section 16). */
export const warnings = validator(warningConstraints)

/** What the API server accepts though no Pod can ever be made of it (GROUND_TRUTH section 17). */
export const neverRuns = validator(neverRunsConstraints)

/** What the API server answers to a create, and what can never run. */
export interface Answer {
  readonly refused: readonly Problem[]
  readonly warnings: readonly Problem[]
  readonly neverRuns: readonly Problem[]
  /** Fields that are accepted and lost; not those without which the rest is refused. */
  readonly dropped: readonly DroppedField[]
}

/** All answers by one walk over the manifest. */
export function answer(target: Target): Answer {
  const { dropped } = dropDisabled(target.kind, target.value, target.version)
  const problems = everything(target)
  if (problems.length === 0) return { refused: problems, warnings: problems, neverRuns: problems, dropped }
  const warned = problems.filter(({ id }) => id.startsWith('W'))
  const barren = problems.filter(({ id }) => id.startsWith('N'))
  const refused = problems.filter(({ id }) => !/^[NW]/.test(id))
  return { ...withoutThem(refused, dropped, target.version), warnings: warned, neverRuns: barren }
}

/** What must not be there is not refused for what it lost. */
function isMissing({ type }: Problem): boolean {
  return type !== 'Forbidden'
}

/** Where something is refused because a field in it was dropped, the refusal says so, and nothing else does. */
function withoutThem(
  refused: readonly Problem[],
  dropped: readonly DroppedField[],
  version: string
): Pick<Answer, 'refused' | 'dropped'> {
  if (refused.length === 0 || dropped.length === 0) return { refused, dropped }
  const lost = new Map(dropped.map((one) => [JSON.stringify(one.path.slice(0, -1)), one]))
  const places = new Set(refused.filter(isMissing).map(({ path }) => JSON.stringify(path)))
  const itself = new Set(refused.map(({ path }) => JSON.stringify(path)))
  const isExplained = ({ path }: DroppedField) =>
    itself.has(JSON.stringify(path)) || places.has(JSON.stringify(path.slice(0, -1)))
  const all = refused.map((problem) => {
    const one = isMissing(problem) ? lost.get(JSON.stringify(problem.path)) : undefined
    if (one === undefined) return problem
    const { path, history } = one
    const why = `Kubernetes ${version} drops ${path.at(-1)} first: ${untilWhen(history)}.`
    return { ...problem, message: `${problem.message} ${why}` }
  })
  return { refused: all, dropped: dropped.filter((one) => !isExplained(one)) }
}

const everything = validator([...constraints, ...warningConstraints, ...neverRunsConstraints])
