export { isOtherGroup, kindOf, writtenAs } from './api-object.ts'
export { readApplications } from './application.ts'
export { classify } from './classify.ts'
export type { Surroundings } from './context.ts'
export { type Delivery, deliveryName, isMadeAgain } from './delivery.ts'
export { type DeliveryMethod, deliveryMethods } from './delivery-method.ts'
export { failsOnExitCodes, failureRules, matchesCode, onOrdinaryFailure } from './failure-policy.ts'
export { type HookAnnotation, hookAnnotations, isWeight, unknownWords } from './hook-annotations.ts'
export { deletionsIn, type HookPolicy, hookPolicies, hookPolicyWords } from './hook-policy.ts'
export { type Kustomization, kustomizationNames, readKustomization } from './kustomization.ts'
export { described, readingOf } from './reading-of.ts'
export { type PlacedApplication, surroundingsIn } from './repository.ts'
export {
  type InVersions,
  type Kind,
  type Knowledge,
  kinds,
  metadataValues,
  type Resource,
  type TaskPattern
} from './resource.ts'
export { retriesOf, runsSeveralPods, runsTogether } from './retries-of.ts'
export type { Flattened, Stray, Strays } from './strays.ts'
export { chainsawNames, isNumbered, isTestFile } from './test-steps.ts'
export {
  deadlineGuess,
  helmTimeout,
  mayBeSuspended,
  stopTime,
  type Timing,
  timingOf,
  writtenTiming
} from './timing.ts'
