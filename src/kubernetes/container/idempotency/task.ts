import type { Reading, Word } from '../../../shell/index.ts'
import { imageName, parseImage } from '../image.ts'
import { readContainer, type TaskContainer } from '../reading.ts'
import { endsInRequest } from './one-request.ts'
import { judgeReading } from './script.ts'
import { judgeName } from './task-names.ts'
import { type Again, againBy, againOf, gravest, textOf, type Verdict } from './verdict.ts'

/** Whether a run that failed somewhere may be started again from the beginning. */
export type Retry = 'unsafe' | 'safe' | 'unknown'

export type { Again }

/** All of a Job that tells what it does. */
export interface TaskDescription {
  /** metadata.name or generateName. */
  readonly name?: string
  /** The labels of the object and its Pod template. */
  readonly labels: Readonly<Record<string, string>>
  /** The main containers, then the init containers. */
  readonly containers: readonly (TaskContainer & {
    readonly reading?: Reading
    /** Its environment has `DRY_RUN=true`. */
    readonly isDry?: boolean
  })[]
}

/** The words that show what a task does, and where they stand. */
export interface TaskEvidence {
  readonly source: 'command' | 'image' | 'name' | 'label'
  /** Index into the containers. */
  readonly container?: number
  /** Which string of the container it is, the first where the words go over several. */
  readonly list?: 'command' | 'args'
  readonly index?: number
  /** Offsets of `words` in that string; absent where they go over several strings, or stand there escaped. */
  readonly start?: number
  readonly end?: number
  readonly words: string
  /** Completes "…, which ___". */
  readonly why: string
  /** A program of somebody's own that may do what nobody sees here. */
  readonly isOwn?: true
  /** The label's key. */
  readonly label?: string
}

/** What repeating a task does, and what shows it. */
export interface ClassifiedTask {
  readonly retry: Retry
  readonly again: Again
  readonly evidence: readonly TaskEvidence[]
  /**
   * All that must not be done twice is one request, the last thing that can fail: a run that failed has usually done
   * nothing, and what a second request does is for its receiver to say.
   */
  readonly isOneRequest?: true
}

/** Judges a task by its commands, then its images, then its name and labels. */
export function classifyTask(description: TaskDescription): ClassifiedTask {
  const containers = description.containers.map(judgeContainer)
  const writing = containers.filter(({ effect }) => effect === 'write')
  const writes = writing.flatMap(({ evidence }) => evidence)
  if (writes.length > 0)
    return {
      retry: 'unsafe',
      again: gravest(writing.map(({ again }) => again)),
      evidence: writes.slice(0, maxEvidence),
      ...(isOneRequest(containers) && { isOneRequest: true as const })
    }
  // A sidecar nobody can see into says nothing about the work of the first container, nor does its own name.
  const isOpaque = containers.length === 0 || containers[0]?.effect === 'opaque'
  const told = isOpaque ? [...imageEvidence(description), ...nameEvidence(description)] : []
  if (told.length > 0)
    return {
      retry: 'unsafe',
      again: gravest(told.map(({ why, words }) => againBy(why, words))),
      evidence: told
    }
  const isUnderstood = containers.length > 0 && containers.every(({ effect }) => effect === 'safe')
  const evidence = containers.flatMap((container) => container.evidence).slice(0, maxEvidence)
  return isUnderstood
    ? { retry: 'safe', again: 'harmless', evidence }
    : { retry: 'unknown', again: 'unknown', evidence: [] }
}

function isOneRequest(containers: readonly JudgedContainer[]): boolean {
  const others = containers.filter(({ effect }) => effect !== 'safe')
  return others.length === 1 && others[0]?.isOneRequest === true
}

const maxEvidence = 5

interface JudgedContainer {
  readonly effect: 'write' | 'safe' | 'opaque'
  /** What the writes do when they are run again; programs beside them that nobody can see into do not count. */
  readonly again: Again
  readonly evidence: readonly TaskEvidence[]
  readonly isOneRequest?: boolean
}

function judgeContainer(container: TaskDescription['containers'][number], index: number): JudgedContainer {
  const { command, image } = container
  if (command.length === 0 && image !== undefined && sidecars.test(imageName(image)))
    return { effect: 'safe', again: 'harmless', evidence: [] }
  const reading = container.reading ?? readContainer(container)
  if (isEmpty(reading)) return { effect: 'opaque', again: 'unknown', evidence: [] }
  const found = judgeReading(reading, container.isDry)
  const writes = found.filter(({ effect }) => effect === 'write')
  const proof = (verdicts: readonly Verdict[]) =>
    verdicts.slice(0, maxEvidence).map((one) => evidence(one, container, index))
  if (writes.length > 0) {
    const again = gravest(writes.map(againOf))
    return { effect: 'write', again, evidence: proof(writes), isOneRequest: endsInRequest(reading, found) }
  }
  if (found.some(({ effect }) => effect === 'opaque'))
    return { effect: 'opaque', again: 'unknown', evidence: [] }
  return {
    effect: 'safe',
    again: 'harmless',
    evidence: proof(found.filter(({ effect, words }) => effect !== 'idle' && words.length > 0))
  }
}

/** Whether nothing is written that runs. */
function isEmpty({ step }: Reading): boolean {
  return step.kind === 'command' && step.words.length === 0
}

/** Proxies and agents beside the work. */
const sidecars =
  /^(?:cloud-?sql-proxy|gce-proxy|alloydb-auth-proxy|istio-proxy|proxyv2|linkerd-proxy|proxy-init|envoy|vault|vault-k8s|fluent-bit|fluentd|otel\w*|opentelemetry-collector\S*|pause|toxiproxy|socat|nginx-proxy|tailscale|docker|dind)$/

function evidence(found: Verdict, { command, args }: TaskContainer, container: number): TaskEvidence {
  const shown = found.words.filter(({ string }) => string >= 0)
  const [first] = shown
  const last = shown.at(-1)
  const common = {
    source: 'command' as const,
    container,
    why: found.why,
    ...(found.isOwn && { isOwn: found.isOwn })
  }
  const words = textOf(found).replace(/\s+/g, ' ').trim().slice(0, maxWords)
  if (first === undefined || last === undefined) return { ...common, words }
  const list = first.string < command.length ? ('command' as const) : ('args' as const)
  const index = list === 'command' ? first.string : first.string - command.length
  const text = (list === 'command' ? command : args)[index] ?? ''
  const [start, end] = span(first, last, found.part)
  const isPlaced = first.string === last.string && end - start > 0 && end - start <= maxWords
  if (!isPlaced || shown.length < found.words.length) return { ...common, list, index, words }
  return { ...common, list, index, start, end, words: text.slice(start, end) }
}

const maxWords = 100

function span(first: Word, last: Word, part: Verdict['part']): readonly [start: number, end: number] {
  if (part !== undefined) return [first.inner + part[0], first.inner + Math.min(part[1], part[0] + maxWords)]
  if (first === last) return [first.inner, first.inner + first.value.length]
  return [first.start, last.end]
}

function imageEvidence({ containers }: TaskDescription): TaskEvidence[] {
  const image = containers[0]?.image
  const told =
    image === undefined ? undefined : judgeName(parseImage(image).name.split('/').slice(-1).join(' '))
  const path = image === undefined ? undefined : judgeName(parseImage(image).name)
  return told && path ? [{ source: 'image', container: 0, words: told.words, why: told.why }] : []
}

/** Labels that name the kind of a task. */
const taskLabel = /(?:^|\/)task-type$|^app\.kubernetes\.io\/component$/

function nameEvidence({ name, labels }: TaskDescription): TaskEvidence[] {
  const told = name === undefined ? undefined : judgeName(name)
  const found: TaskEvidence[] = told === undefined ? [] : [{ source: 'name', ...told }]
  for (const [label, value] of Object.entries(labels)) {
    const judged = taskLabel.test(label) ? judgeName(value) : undefined
    if (judged !== undefined) found.push({ source: 'label', label, ...judged })
  }
  return found
}
