import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseSync } from 'oxc-parser'

/** A regular expression of ours and where it is written. */
export interface Expression {
  readonly source: string
  readonly flags: string
  /** File and line, or the file alone. */
  readonly place: string
}

/** Every regular expression in src and rules: the literals, and those that are put together while modules load. */
export async function expressions(): Promise<Expression[]> {
  const files = execFileSync('git', ['ls-files', '-z', 'src', 'rules'], { encoding: 'utf8' })
    .split('\0')
    .filter((name) => name.endsWith('.ts'))
  const found: Expression[] = []
  const building: string[] = []
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    found.push(...literals(file, text))
    if (text.includes('new RegExp(')) building.push(file)
  }
  found.push(...(await built(building)))
  return [...new Map(found.map((one) => [`/${one.source}/${one.flags}`, one])).values()]
}

interface Node {
  readonly type: string
  readonly start: number
  readonly regex?: { readonly pattern: string; readonly flags: string }
}

function literals(file: string, text: string): Expression[] {
  const found: Expression[] = []
  const visit = (item: unknown): void => {
    if (typeof item !== 'object' || item === null) return
    const { type, start, regex } = item as Node
    if (type === 'Literal' && regex !== undefined) {
      const line = text.slice(0, start).split('\n').length
      found.push({ source: regex.pattern, flags: regex.flags, place: `${file}:${line}` })
    }
    for (const inner of Object.values(item)) visit(inner)
  }
  const { program, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} cannot be read.`)
  visit(program)
  return found
}

/** What the modules make by `new RegExp` when they are loaded. */
async function built(files: readonly string[]): Promise<Expression[]> {
  const found: Expression[] = []
  const Original = globalThis.RegExp
  globalThis.RegExp = new Proxy(Original, {
    construct(target, words, as) {
      const made = Reflect.construct(target, words, as) as RegExp
      found.push({ source: made.source, flags: made.flags, place: caller() })
      return made
    }
  })
  try {
    for (const file of files) await import(pathToFileURL(resolve(file)).href)
  } finally {
    globalThis.RegExp = Original
  }
  return found
}

/** The module of ours that is running, and its line. */
function caller(): string {
  const [place = 'a module'] = /(?:src|rules)\/[\w./-]+\.ts:\d+/.exec(new Error().stack ?? '') ?? []
  return place
}
