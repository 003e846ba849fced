import type { Field } from '../document/index.ts'
import { described } from './reading-of.ts'
import type { Resource } from './resource.ts'

/**
 * The longest that work of this kind usually takes, in seconds; none where a guess that is too short would stop it
 * halfway and do harm: what must not be repeated, and what is known to take hours.
 */
export function likelyDuration(resource: Resource): number | undefined {
  if (resource.task().retry === 'unsafe' || asksForGpu(resource)) return undefined
  const names = wordsOfNames(resource)
  const all = [...names, ...resource.containers.flatMap(wordsOfWork)]
  if (all.some((word) => long.test(word))) return undefined
  return names.some((word) => short.has(word)) ? 600 : 3600
}

/** Beginnings of words for work that takes as long as there is data. */
const long =
  /^(?:train|finetun|pretrain|restor|migrat|import|ingest|backfill|backup|dump$|reindex|replay|rebuild|repair|resync|mirror|crawl|scrap(?:e|ing)|render|transcod|encod|simulat|benchmark|soak|etl$|vacuum|compact|rebalanc|bootstrap|seed|load(?:er|data|test)?$|convert|archiv|snapshot|inference)/

/** Words in names for work that answers within minutes. */
const short: ReadonlySet<string> = new Set(
  'probe check checks healthcheck health smoke ping wait notify notification alert heartbeat verify validate'.split(
    ' '
  )
)

/** The words of its names and task types, in small letters. */
function wordsOfNames({ metadata, podTemplate, containers }: Resource): string[] {
  const labels = [metadata.at('labels'), podTemplate.at('metadata', 'labels')].flatMap((group) =>
    group.entries()
  )
  const types = labels.filter(([key]) => taskType.test(key)).map(([, field]) => field)
  const names = [metadata.at('name'), metadata.at('generateName'), ...containers.map((one) => one.at('name'))]
  return [...names, ...types].flatMap(({ value }) => wordsIn(String(value ?? '')))
}

const taskType = /(?:^|\/)(?:task-type|component)$/

/** The words of its images and of what it runs, in small letters. */
function wordsOfWork(container: Field): string[] {
  const { image = '', command = [], args = [] } = described(container)
  const repository = image.slice(image.lastIndexOf('/') + 1).split(/[:@]/, 1)
  return [...repository, ...command, ...args].flatMap(wordsIn)
}

function wordsIn(text: string): string[] {
  const words = text.slice(0, 1000).split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
  return words.map((word) => word.toLowerCase())
}

function asksForGpu({ containers }: Resource): boolean {
  const amounts = containers.flatMap((container) =>
    ['limits', 'requests'].flatMap((group) => container.at('resources', group).entries())
  )
  return amounts.some(([key]) =>
    /^(?:nvidia|amd|gpu\.intel)\.com\/|^google\.com\/tpu|^aws\.amazon\.com\/neuron/.test(key)
  )
}
