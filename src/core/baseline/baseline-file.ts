import { printable, printableJson, quoted } from '../../text/index.ts'
import { positionsOf, type SourceFile } from '../../yaml/index.ts'
import { repeatedKeys, UsageError } from '../config/index.ts'
import { explainFault, Field, locate, parseData } from '../document/index.ts'
import type { Known } from './baseline.ts'

/** The entries of a baseline; a UsageError names what is wrong by file, line and column. */
export function readBaseline(source: SourceFile): Known[] {
  const document = parseData(source)
  const fail = (start: number, message: string): never => {
    const { line, column } = positionsOf(source.text)(start)
    throw new UsageError(
      `${printable(source.path)}:${line}:${column}: ${message} Fix it, or remove the file and run \`jobsworth baseline\`.`
    )
  }
  if (document === undefined) return fail(0, 'The baseline is empty.')
  const { tree, value } = document
  const fault = explainFault(document)
  if (fault !== undefined) return fail(fault.start, fault.message)
  if (tree === undefined || value === undefined) return fail(0, 'A baseline must be a mapping.')
  for (const { start, message } of repeatedKeys(tree)) return fail(start, message)
  return entries(new Field(document, [], value), (at, message) => fail(locate(at).start, message))
}

/** A baseline in YAML, where no comma makes a diff longer: sorted, a line an entry. */
export function baselineText(known: readonly Known[]): string {
  const lines: string[] = []
  let [file, resource] = ['', '']
  for (const entry of [...known].sort(byPlace)) {
    if (entry.file !== file) lines.push(key(entry.file, '  '))
    if (entry.file !== file || entry.resource !== resource) lines.push(key(entry.resource, '    '))
    lines.push(`${key(entry.ruleAndField, '      ')} ${entry.count}`)
    file = entry.file
    resource = entry.resource
  }
  const findings = lines.length === 0 ? ['findings: {}'] : ['findings:', ...lines]
  return [...start, ...findings].map((line) => `${line}\n`).join('')
}

const start = [
  '# Known findings, which jobsworth hides: by file, resource, rule and field. Written by `jobsworth baseline`;',
  '# `jobsworth baseline --prune` removes those that have been fixed.',
  'version: 1'
]

type Fail = (at: Field, message: string) => never

function entries(root: Field, fail: Fail): Known[] {
  const known = ['version', 'findings']
  for (const [name, field] of root.entries()) {
    if (!known.includes(name))
      fail(field.key, `Unknown key ${quoted(name)}; valid keys are ${known.join(', ')}.`)
  }
  const version = root.at('version')
  if (version.value !== 1)
    fail(version, `"version" is ${quoted(version.value)}; this jobsworth reads version 1.`)
  return members(root.at('findings'), fail).flatMap(([file, resources]) =>
    members(resources, fail).flatMap(([resource, findings]) =>
      members(findings, fail).map(([ruleAndField, field]) => {
        const count = field.integer ?? 0
        if (count < 1) fail(field, `${quoted(ruleAndField)} needs a count, a whole number of 1 or more.`)
        return { file, resource, ruleAndField, count }
      })
    )
  )
}

function members(field: Field, fail: Fail): [string, Field][] {
  const { value } = field
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fail(field, `${quoted(field.path.at(-1))} must be a mapping.`)
  }
  return field.entries()
}

function byPlace(a: Known, b: Known): number {
  return compare(a.file, b.file) || compare(a.resource, b.resource) || compare(a.ruleAndField, b.ruleAndField)
}

/** By code units, so that every machine writes the same. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A key and its colon; plain where no reader of YAML, old or new, could take it for something else. */
function key(text: string, indent: string): string {
  const written = plain.test(text) && !words.test(text) ? text : quotedKey(text)
  return written.length > longest ? `${indent}? ${written}\n${indent}:` : `${indent}${written}:`
}

/** Characters beyond U+FFFF in YAML's own escape: unlike JSON it knows no pairs. */
function quotedKey(text: string): string {
  return printableJson(JSON.stringify(text)).replace(
    /\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/gi,
    (_, high: string, low: string) => {
      const code =
        String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)).codePointAt(0) ?? 0
      return `\\U${code.toString(16).padStart(8, '0')}`
    }
  )
}

/** A longer key, with its quotes, has to be marked as one: YAML 1.1 looks no further for its colon than 1,024 bytes. */
const longest = 300

const plain = /^[A-Za-z][\w./[\]*-]*(?: [\w./[\]*-]+)*$/
const words = /^(?:y|n|yes|no|on|off|true|false|null)$/i
