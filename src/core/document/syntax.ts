import { splitLines } from '../../text/index.ts'
import { type Explained, explain, type Node } from '../../yaml/index.ts'
import type { ManifestDocument } from './manifest-document.ts'
import { goesOn } from './parse.ts'
import { wordsBefore } from './read-document.ts'

/** A slip in a text, and what kubectl itself says of it. */
export interface ExplainedFault extends Explained {
  readonly kubectl?: string
}

/** Why Kubernetes cannot read a document, in plain words, at the place where it can be corrected. */
export function explainFault({ fault, file: { text }, range }: ManifestDocument): ExplainedFault | undefined {
  if (fault?.code === wordsBefore) {
    const slip = explain(text, { start: fault.start, kubectl: '' }, range)
    return slip.code === 'ignored' ? fault : slip
  }
  if (fault?.kubectl === undefined) return fault
  const kubectl = fault.kubectl.replace(/^error converting YAML to JSON: /, '')
  const found = explain(text, { ...fault, kubectl: fault.kubectl }, range)
  const isCut = found.code === 'unclosed-quote' && isClosedBehind(text, found.start, range.end)
  return { ...(isCut ? { ...cutAt(range.end, 'quoted text'), code: 'CUT' } : found), kubectl }
}

/** Whether a quote that a `---` line cuts off is closed behind it, before anything that begins a manifest. */
function isClosedBehind(text: string, open: number, end: number): boolean {
  if (!text.startsWith('---', end)) return false
  const [, ...lines] = splitLines(text.slice(end, end + 4000))
  const at = lines.findIndex((line) => line.includes(text[open] as string))
  return at >= 0 && !lines.slice(0, at + 1).some((line) => startsManifest.test(line))
}

const startsManifest = /^["']?[A-Za-z][\w.-]*["']?:(?:\s|$)/

/** What a `---` line does in the middle of a text. */
function cutAt(start: number, what: string): Explained {
  const message = `This "---" cuts the ${what} above it in two: kubectl begins a new document at every line that begins with "---". Indent the line like the rest of the text.`
  return { code: 'CUT', message, start, end: start + 3 }
}

/** What kubectl drops in silence, and why; undefined where it reads the document to its end. */
export function explainDropped({ dropped, file: { text }, range }: ManifestDocument): Explained | undefined {
  if (dropped === undefined) return undefined
  const slip = explain(text, { start: dropped.start, kubectl: '' }, range)
  if (
    !/(?:^|[\n\r])\.\.\.(?:[ \t]+#[^\n\r]*(?:[\n\r]\s*)?|\s*)$/.test(
      text.slice(Math.max(0, dropped.start - 200), dropped.start)
    )
  )
    return slip
  const message =
    'The "..." above ends the document, and kubectl silently ignores what follows. Remove the "...", or write "---" in its place for another document.'
  return { code: 'after-end', message, start: slip.start, end: slip.end }
}

/** A `---` line that cuts a block scalar in two; undefined where the document ends by itself. */
export function explainCut({ tree, file: { text }, range }: ManifestDocument): Explained | undefined {
  const { end } = range
  const last = tree && lastLeaf(tree)
  const isOpen = last?.type === 'scalar' && last.style === 'block' && text.slice(last.end, end).trim() === ''
  if (!isOpen || !text.startsWith('---', end)) return undefined
  const isText = goesOn(text, end) || hasOpenHeredoc(last.text) || goesOnAsText(text, end)
  return isText ? cutAt(end, 'block scalar') : undefined
}

/** Whether what follows a `---` line is no document of Kubernetes, up to the next: neither keys nor braces nor a template. */
function goesOnAsText(text: string, separator: number): boolean {
  const [first = '', ...rest] = splitLines(text.slice(separator, separator + 4000))
  const next = rest.findIndex((line) => line.startsWith('---'))
  const lines = rest.slice(0, next < 0 ? undefined : next).filter((line) => !/^\s*(?:#|$)/.test(line))
  return /^---\s*$/.test(first) && lines.length > 0 && !lines.some((line) => startsDocument.test(line))
}

const startsDocument = /^(?:["']?[A-Za-z][\w.-]*["']?\s*:(?:\s|$)|- |[[{%<]|\.\.\.)/

/** Whether a script ends inside a heredoc, whose closing word must then come behind the cut. */
function hasOpenHeredoc(script: string): boolean {
  const last = [...script.matchAll(/<<-?[ \t]*\\?["']?(\w{1,80})/g)].at(-1)
  return (
    last !== undefined &&
    !splitLines(script.slice(last.index))
      .slice(1)
      .some((line) => line.trim() === last[1])
  )
}

function lastLeaf(node: Node): Node | undefined {
  const last =
    node.type === 'mapping'
      ? node.pairs.at(-1)?.value
      : node.type === 'sequence'
        ? node.items.at(-1)
        : undefined
  return last === undefined ? node : lastLeaf(last)
}
