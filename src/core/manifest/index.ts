export { isOtherGroup, kindOf, writtenAs } from './api-object.ts'
export { readApplications } from './application.ts'
export { classify } from './classify.ts'
export type { Surroundings } from './context.ts'
export { deliveryName, isMadeAgain } from './delivery.ts'
export { type DeliveryMethod, deliveryMethods } from './delivery-method.ts'
export { type HookAnnotation, hookAnnotations, isWeight, unknownWords } from './hook-annotations.ts'
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
export { failsOnExitCodes, retriesOf, runsSeveralPods } from './retries-of.ts'
export type { Flattened, Stray, Strays } from './strays.ts'
export { deadlineGuess, mayBeSuspended, type Timing, timingOf, writtenTiming } from './timing.ts'
