import { closest } from '../../text/index.ts'
import { type Fault, keyName, type Node, resolve, type SequenceNode } from '../../yaml/index.ts'

/** Whether the text of a document says at its outermost level that it is of a kind that is none of ours, nor nearly. */
export function isOfOtherKind(source: string): boolean {
  let [least, isOther] = [Number.POSITIVE_INFINITY, false]
  for (const [, indent = '', written = ''] of source.matchAll(kindLine)) {
    if (indent.length > least) continue
    const isOthers = written !== '' && !isNearlyOurs(written)
    isOther = isOthers && (isOther || indent.length < least)
    least = indent.length
  }
  return isOther && !/^(?:\{[ \t]*)?["']?apiVersion["']?[ \t]*:[ \t]*["']?batch\//m.test(source)
}

const kindLine = /^([ \t]{0,40})["']?kind["']?[ \t]*:[ \t]*["']?([A-Za-z][A-Za-z -]{0,60})?/gm

/** The kind of ours that a word stands for: in other letters, with an `s`, or with a slip in it. */
export function isNearlyOurs(written: string): boolean {
  return closest(written.replace(/[^A-Za-z]/g, ''), words) !== undefined
}

const words = ['Job', 'CronJob', 'Pod', 'List', 'JobList', 'CronJobList', 'PodList']

/** Whether a list holds whole objects of our kinds; tools have lists of much else that mentions them. */
export function isListOfOurs({ items }: SequenceNode): boolean {
  return items.some((item) => {
    const kind = scalarBelow(item, 'kind')
    const version = scalarBelow(item, 'apiVersion')
    return (
      (version === 'v1' && kind === 'Pod') ||
      (version === 'batch/v1' && (kind === 'Job' || kind === 'CronJob'))
    )
  })
}

function scalarBelow(item: Node, name: string): string | undefined {
  const node = resolve(item)
  if (node?.type !== 'mapping') return undefined
  const value = resolve(node.pairs.find(({ key }) => keyName(key) === name)?.value)
  return value?.type === 'scalar' ? value.text : undefined
}

/** Why kubectl takes no list: it looks for the kind of one object. */
export function listFault({ start }: SequenceNode): Fault {
  const message =
    'kubectl reads one object from a document, and refuses a list. Separate the objects by "---" lines, or write them below "items:" of a "kind: List" with apiVersion v1.'
  return { code: 'LIST', message, start, end: start + 1 }
}
