import type { Resource } from '../core/manifest/index.ts'
import { duration } from '../text/index.ts'
import { type LifecycleFact, numberFact, wordFact } from './lifecycle-fact.ts'

/** What the spec of a Pod says about its life. */
export function podFacts({ kind, podSpec }: Resource): LifecycleFact[] {
  const restartPolicy = podSpec.at('restartPolicy')
  if (kind !== 'Pod') {
    return wordFact(restartPolicy, 'Always', {
      Always: 'The API server refuses the Job: write Never or OnFailure.',
      Never:
        'A failed run is repeated in a new Pod; the failed Pods and their logs stay until the Job is removed.',
      OnFailure:
        'A failed container is restarted in the same Pod, which is deleted when the retries are used up.'
    })
  }
  return [
    ...wordFact(restartPolicy, 'Always', {
      Always: 'Containers that end are started again, whatever their exit code.',
      Never: 'Containers run once.',
      OnFailure: 'Containers that fail are restarted until they succeed.'
    }),
    ...numberFact(podSpec.at('activeDeadlineSeconds'), undefined, (seconds) =>
      seconds === undefined
        ? 'Nothing ends the Pod while it hangs or is restarted.'
        : `The Pod fails ${duration(seconds)} after its start, whatever it is doing.`
    )
  ]
}
