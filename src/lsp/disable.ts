import type { Edit } from '../core/fix/index.ts'
import type { Linted } from '../core/lint.ts'
import type { Finding } from '../core/rule/index.ts'
import { linesFor } from '../core/suppression/index.ts'
import { lineStarts, type Node } from '../yaml/index.ts'

const reason = 'TODO: why'

/** A comment above the line of a finding that hides it, or above a text of several lines, inside which it would be text. */
export function disableLine(finding: Finding, { result, documents }: Linted): Edit | undefined {
  const { text } = result
  const file = { path: result.file, text }
  const { open } = linesFor({ file, documents: documents.map(({ document }) => document) })(finding)
  const start = lineStarts(text)[open - 1] ?? 0
  // A line that begins inside another text has no room either.
  if (documents.some(({ document }) => document.tree && isInScalar(document.tree, start))) return undefined
  const [indent = ''] = /^ */.exec(text.slice(start, start + 200)) ?? []
  const comment = `${indent}# jobsworth-disable-next-line ${finding.ruleId} -- ${reason}${lineEnd(text)}`
  return { start, end: start, text: comment }
}

/** A comment at the beginning of a text that hides all that a rule says of it. */
export function disableFile(ruleId: string, text: string): Edit {
  const start = text.startsWith('\uFEFF') ? 1 : 0
  return { start, end: start, text: `# jobsworth-disable-file ${ruleId} -- ${reason}${lineEnd(text)}` }
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
