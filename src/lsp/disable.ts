import type { Edit } from '../core/fix/index.ts'
import type { Linted } from '../core/lint.ts'
import type { Finding } from '../core/rule/index.ts'
import type { Node } from '../yaml/index.ts'

const reason = 'TODO: why'

/** A comment above the line of a finding that hides it; nothing inside a text of several lines, where it would be text. */
export function disableLine({ ruleId, range }: Finding, { result, documents }: Linted): Edit | undefined {
  const { text } = result
  const start = lineStart(text, range.start)
  const isInText = documents.some(({ document }) => document.tree && isInScalar(document.tree, start))
  if (isInText) return undefined
  const [indent = ''] = /^ */.exec(text.slice(start, start + 200)) ?? []
  const comment = `${indent}# jobsworth-disable-next-line ${ruleId} -- ${reason}${lineEnd(text)}`
  return { start, end: start, text: comment }
}

/** A comment at the beginning of a text that hides all that a rule says of it. */
export function disableFile(ruleId: string, text: string): Edit {
  const start = text.startsWith('\uFEFF') ? 1 : 0
  return { start, end: start, text: `# jobsworth-disable-file ${ruleId} -- ${reason}${lineEnd(text)}` }
}

function lineStart(text: string, offset: number): number {
  const before = text.slice(0, offset)
  const start = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start
}

function lineEnd(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
}

/** Whether a comment at this beginning of a line would be part of a scalar. */
function isInScalar(node: Node, offset: number): boolean {
  if (node.type === 'alias' || node.start > offset || node.end <= offset) return false
  if (node.type === 'scalar') return node.style === 'block' || node.start < offset
  if (node.type === 'sequence') return node.items.some((item) => isInScalar(item, offset))
  return node.pairs.some(({ key, value }) => isInScalar(key, offset) || isInScalar(value, offset))
}
