import type { Reading } from './read-piece.ts'
import { readShortBlock } from './short-block.ts'
import { readShortFlow } from './short-flow.ts'
import { keyForm, ShortReader, scalarForm } from './short-reader.ts'
import type { MappingNode, Node, ScalarNode, SequenceNode } from './tree.ts'
import type { Json } from './value.ts'

/**
 * Reads a piece of text that is plain block YAML, line by line, as nearly every manifest is: `key: value` and
 * `- item` with words, simple quotes, brackets, and blocks below `|` or `>`. Undefined where anything else stands,
 * right or wrong: anchors, tags, escapes, texts over many lines, tabs, … The piece begins and ends at a line.
 */
export function readShort(text: string, start: number, end: number): Reading | undefined {
  if (end - start > longest || rare.test(text.slice(start, end))) return undefined
  const reader = new BlockReader(text, start, end)
  if (!reader.readLines()) return undefined
  const { root, comments } = reader
  return { tree: root?.node, value: root?.value ?? null, fault: undefined, comments, rest: undefined }
}

/** An open block collection: its node, its value so far, and the key that waits for a value. */
interface Level {
  readonly node: MappingNode | SequenceNode
  readonly value: Json
  readonly column: number
  readonly outer: Level | undefined
  key: ScalarNode | undefined
}

class BlockReader extends ShortReader {
  root: Level | undefined
  private level: Level | undefined

  /** Reads all lines; false where one is not plain enough. */
  readLines(): boolean {
    while (this.at < this.limit) {
      const line = this.match(form)
      if (line === null) return false
      const { 2: dash, 3: key, 5: plain, 6: double, 7: single, 8: comment, 9: opening } = line
      if (comment !== undefined) this.comment(comment)
      if (dash !== undefined || key !== undefined) {
        if (!this.readLine(line)) return false
      } else if ((plain ?? double ?? single ?? opening) !== undefined) return false
    }
    while (this.level !== undefined) this.close(this.level)
    return true
  }

  private readLine(line: RegExpExecArray): boolean {
    const { 1: indent = '', 2: dash, 3: key, 4: colon = '' } = line
    let column = indent.length
    let start = line.index + column
    this.closeTo(column, dash !== undefined)
    if (dash !== undefined) {
      if (!this.begin('sequence', start, column, false)) return false
      column += dash.length
      start += dash.length
      if (key === undefined) return this.readValue(line, start)
    }
    if (!this.begin('mapping', start, column, dash !== undefined)) return false
    const node = this.key(start, key as string)
    if (node === undefined) return false
    const level = this.level as Level
    level.key = node
    return this.readValue(line, node.end + colon.length)
  }

  /** Reads what stands behind a dash or a colon, if anything does. */
  private readValue(line: RegExpExecArray, start: number): boolean {
    const level = this.level as Level
    const { 5: plain, 6: double, 7: single, 9: opening } = line
    if (opening === undefined) {
      if ((plain ?? double ?? single) === undefined) return level.key !== undefined
      const node = this.scalar(start, plain, double, single)
      if (node === undefined) return false
      this.put(level, node, node.value)
      return true
    }
    if (opening === '|' || opening === '>') {
      const node = readShortBlock(this, level.column, opening)
      if (node !== undefined) this.put(level, node, node.value)
      return node !== undefined
    }
    const node = readShortFlow(this, opening)
    if (node !== undefined) this.put(level, node, this.value)
    return node !== undefined && this.endLine()
  }

  /** Closes the collections that a line at a column, with or without a dash, does not belong to. */
  private closeTo(column: number, hasDash: boolean): void {
    for (let level = this.level; level !== undefined; level = level.outer) {
      const isOver =
        level.column > column || (level.column === column && !hasDash && level.node.type === 'sequence')
      if (!isOver) {
        if (level.column === column && level.key !== undefined && !hasDash)
          this.put(level, this.absent(), null)
        return
      }
      this.close(level)
    }
  }

  /** Sees to it that the innermost collection is one of a type at a column; false where none can begin there. */
  private begin(type: 'mapping' | 'sequence', start: number, column: number, isItem: boolean): boolean {
    const outer = this.level
    if (outer === undefined) {
      if (this.root !== undefined) return false
    } else if (outer.column === column && outer.node.type === type) return true
    else if (outer.node.type === 'mapping' ? outer.key === undefined : !isItem) return false
    const isMapping = type === 'mapping'
    const node: Level['node'] = isMapping
      ? { type, start, end: 0, flow: false, pairs: [] }
      : { type, start, end: 0, flow: false, items: [] }
    this.level = { node, value: isMapping ? {} : [], column, outer, key: undefined }
    this.root ??= this.level
    return true
  }

  private put(level: Level, node: Node, value: Json): void {
    const { node: open, key } = level
    if (open.type === 'sequence') {
      open.items.push(node)
      ;(level.value as Json[]).push(value)
    } else if (key !== undefined) {
      open.pairs.push({ key, value: node })
      ;(level.value as Record<string, Json>)[key.text] = value
      level.key = undefined
    }
  }

  private close(level: Level): void {
    if (level.key !== undefined) this.put(level, this.absent(), null)
    level.node.end = this.end
    this.level = level.outer
    if (level.outer !== undefined) this.put(level.outer, level.node, level.value)
  }
}

/** Longer pieces go the long way: a regular expression remembers only so much. */
const longest = 500_000

/** Characters that need a closer look, wherever they stand. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there.
const rare = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/

/**
 * A line: indentation (1), dash (2), key (3) and colon (4), each with the blanks behind it; then a scalar (5 to 7) or
 * nothing, and a comment (8); or else what opens brackets or a block (9).
 */
const form = new RegExp(
  `( *)(- +)?(?:${keyForm}(: +|:(?=\\n)))?(?:${scalarForm('')}? *(?:(?<![^ \\n])(#[^\\n]*))?\\n|([[{|>]))`,
  'y'
)
