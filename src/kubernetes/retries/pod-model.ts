import { type RestartPolicy, retryWait } from './waits.ts'

/** How the containers of a Job's Pods behave; seconds. */
export interface JobBehaviour {
  /** From a Pod's creation to the start of its containers. */
  readonly startSeconds?: number
  /** From SIGTERM to the end, at most the grace period. */
  readonly stopSeconds?: number
  /** How one attempt goes; asked once for each. */
  readonly attempt: (attempt: AttemptPlace) => AttemptBehaviour
}

/** Which attempt it is: the Pod's number in the Job, its index, and how many attempts of its kind came before. */
export interface AttemptPlace {
  readonly pod: number
  readonly index?: number
  /** In the Pod with OnFailure; else of the index, or of the Job where it is not Indexed. */
  readonly earlier: number
}

/** One attempt: Infinity for one that hangs. */
export interface AttemptBehaviour {
  readonly seconds: number
  readonly succeeds: boolean
}

/** Attempts which all take as long; the first `failures` of a kind fail (Infinity: all). */
export function alike(seconds: number, failures: number): JobBehaviour['attempt'] {
  return ({ earlier }) => ({ seconds, succeeds: earlier >= failures })
}

/** What became of one attempt. */
export interface Attempt {
  readonly pod: number
  readonly index?: number
  readonly start: number
  end?: number
  result: 'running' | 'succeeded' | 'failed' | 'stopped'
}

/** A Pod in the simulation; `next` is when something happens to it. */
export interface Pod {
  readonly number: number
  readonly index?: number
  readonly earlier: number
  phase: 'waiting' | 'running' | 'succeeded' | 'failed' | 'stopping' | 'gone'
  next: number
  restarts: number
  restartWaits: number
  endedAt: number
  attempt?: Attempt
  succeeds: boolean
  counted: boolean
}

export function newPod(place: AttemptPlace, next: number): Pod {
  const state = { restarts: -1, restartWaits: 0, endedAt: 0, succeeds: false, counted: false }
  return { number: place.pod, earlier: place.earlier, ...index(place), phase: 'waiting', next, ...state }
}

/** Whether the Pod is pending or running, which is what the controller calls active. */
export function isActive({ phase }: Pod): boolean {
  return phase === 'waiting' || phase === 'running'
}

/** Lets happen what happens to the Pod at `pod.next`; hands back the attempt that it begins, if any. */
export function advance(
  pod: Pod,
  behaviour: JobBehaviour,
  restartPolicy: RestartPolicy
): Attempt | undefined {
  const now = pod.next
  pod.next = Number.POSITIVE_INFINITY
  if (pod.phase === 'waiting') return begin(pod, behaviour, now)
  pod.endedAt = now
  if (pod.phase === 'stopping') {
    pod.phase = 'gone'
    if (pod.attempt?.result === 'running') Object.assign(pod.attempt, { end: now, result: 'stopped' })
    return undefined
  }
  if (pod.attempt) Object.assign(pod.attempt, { end: now, result: pod.succeeds ? 'succeeded' : 'failed' })
  if (pod.succeeds) pod.phase = 'succeeded'
  else if (restartPolicy === 'Never') pod.phase = 'failed'
  else waitForRestart(pod, now)
  return undefined
}

/** Sends SIGTERM: one that waits for its restart is gone at once. */
export function stop(pod: Pod, now: number, stopSeconds: number): void {
  pod.next = now + (pod.phase === 'running' ? stopSeconds : 0)
  pod.phase = 'stopping'
}

function begin(pod: Pod, behaviour: JobBehaviour, now: number): Attempt {
  pod.restarts += 1
  const place = { pod: pod.number, ...index(pod), earlier: pod.earlier + pod.restarts }
  const { seconds, succeeds } = behaviour.attempt(place)
  pod.attempt = { pod: pod.number, ...index(pod), start: now, result: 'running' }
  pod.succeeds = succeeds
  pod.phase = 'running'
  pod.next = now + Math.max(0, seconds)
  return pod.attempt
}

function waitForRestart(pod: Pod, now: number): void {
  // The kubelet forgets its waits for a container that ran for more than twice the longest one.
  const ran = now - (pod.attempt?.start ?? now)
  pod.restartWaits = ran > 600 ? 1 : pod.restartWaits + 1
  pod.phase = 'waiting'
  pod.next = now + retryWait(pod.restartWaits, 'OnFailure')
}

function index(place: { readonly index?: number }): { readonly index?: number } {
  return place.index === undefined ? {} : { index: place.index }
}
