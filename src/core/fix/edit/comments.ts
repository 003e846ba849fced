import { breaks } from '../../../text/index.ts'
import { leaves, type Node, type Range } from '../../../yaml/index.ts'

/** A comment, from its `#` to the end of its line. */
export interface Comment extends Range {
  readonly text: string
}

const comments = new RegExp(`(?<=^|\\s)#[^${breaks}]*`, 'g')

/** The comments in a stretch of text; `nodes` are all that begin in it, so that a `#` in a string does not count. */
export function commentsIn({ start, end }: Range, nodes: readonly Node[], text: string): Comment[] {
  const found: Comment[] = []
  let at = start
  for (const leaf of [...nodes.flatMap((node) => [...leaves(node)]), { start: end, end }]) {
    for (const { 0: comment, index } of text.slice(at, leaf.start).matchAll(comments))
      found.push({ start: at + index, end: at + index + comment.length, text: comment.trimEnd() })
    at = Math.max(at, leaf.end)
  }
  return found
}
