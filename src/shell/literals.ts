import { readShell, type Step, type Word } from './shell.ts'

/** A literal that a command line gives a name: `--password=x`, `--password x`, `PASSWORD=x`. */
export interface Literal {
  readonly name: string
  readonly value: string
  /** Which string of the command line holds it, and where in that string; NaN where nobody knows. */
  readonly index: number
  readonly start: number
}

/** The named literals in the strings of a container's command and arguments, and in the scripts among them. */
export function literalsOf(texts: readonly string[]): Literal[] {
  // A text of several words is read as a script, be it one or not.
  const words = texts.map((text, string) => ({ value: /\s/.test(text) ? '' : text, string, inner: 0 }))
  const scripts = texts.flatMap((text, string) =>
    /\s/.test(text) ? inStep(readShell(text, { string, offset: 0, depth: 0 })) : []
  )
  return [...inWords(words), ...scripts]
}

type PlainWord = Pick<Word, 'value' | 'string' | 'inner'>

function inWords(words: readonly PlainWord[]): Literal[] {
  const program = words[0]?.value.split('/').at(-1) ?? ''
  return words.flatMap((word, at) => {
    const next = words[at + 1]
    const given = assigned(word) ?? attached(program, word)
    if (given !== undefined) return given
    if (next === undefined || next.value.startsWith('-') || assigned(next)) return []
    const long = /^--([A-Za-z][\w.-]*)$/.exec(word.value)?.[1]
    const found = user(program, word, next)
    if (long !== undefined) found.push(literal(long, next, 0))
    if (short[program] === word.value) found.push(literal('password', next, 0))
    return found
  })
}

/** `--password=x`, `PASSWORD=x`, and both: `--from-literal=password=x`. */
function assigned(word: PlainWord): Literal[] | undefined {
  const [, name, given] = /^(?:--?)?([A-Za-z_][\w.-]*)=(.*)$/s.exec(word.value) ?? []
  if (name === undefined || given === undefined) return undefined
  const bare = given.replace(/^(["'])(.*)\1$/s, '$2')
  const from = word.value.length - given.length + (bare === given ? 0 : 1)
  const value = { ...word, value: bare, inner: word.inner + from }
  return (carriers.test(name) && assigned(value)) || [literal(name, value, 0)]
}

/** Options whose value is a name and a value again. */
const carriers = /^(?:set|set-string|from-literal|env|build-arg|param|var)$/

/** Options of one letter after which a password follows. */
const short: Readonly<Record<string, string>> = {
  sshpass: '-p',
  'redis-cli': '-a',
  sqlcmd: '-P',
  mongo: '-p',
  mongosh: '-p',
  mongodump: '-p',
  mongorestore: '-p'
}

/** `mysql -psecret`. */
function attached(program: string, word: PlainWord): Literal[] | undefined {
  return /^(?:mysql|mariadb)/.test(program) && /^-p./.test(word.value)
    ? [literal('password', word, 2)]
    : undefined
}

/** `curl -u name:secret`. */
function user(program: string, word: PlainWord, next: PlainWord): Literal[] {
  const colon = next.value.indexOf(':')
  return program === 'curl' && /^(?:-u|--user)$/.test(word.value) && colon > 0
    ? [literal('password', next, colon + 1)]
    : []
}

function literal(name: string, { value, string, inner }: PlainWord, from: number): Literal {
  return { name, value: value.slice(from), index: string, start: inner + from }
}

function inStep(step: Step): Literal[] {
  switch (step.kind) {
    case 'command': {
      const assigned = step.assignments.map(({ name, value }) => ({
        name,
        value: value.value,
        index: value.string,
        start: value.inner
      }))
      // A word with `$( )` inside is made when the script runs.
      const words = step.words.filter(({ steps }) => steps.length === 0)
      const inner = [...step.words, ...step.assignments.map(({ value }) => value)].flatMap(
        ({ steps }) => steps
      )
      return [...assigned, ...inWords(words), ...inner.flatMap(inStep)]
    }
    case 'list':
    case 'chain':
    case 'pipe':
      return step.steps.flatMap(inStep)
    case 'if':
      return [step.test, step.body, ...(step.otherwise ? [step.otherwise] : [])].flatMap(inStep)
    case 'loop':
      return [...(step.test ? [step.test] : []), step.body].flatMap(inStep)
    case 'routine':
      return inStep(step.body)
  }
}
