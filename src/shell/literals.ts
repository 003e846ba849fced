import { type Reading, readScript } from './programs.ts'
import type { Word } from './step.ts'

/** A literal that a command line gives a name: `--password=x`, `--password x`, `PASSWORD=x`. */
export interface Literal {
  readonly name: string
  readonly value: string
  /** Which string of the command line holds it, and where in that string; NaN where nobody knows. */
  readonly index: number
  readonly start: number
}

/** The named literals in the strings of a container's command and arguments, and in the scripts among them. */
export function literalsOf(
  texts: readonly string[],
  { programs, launchers, assignments }: Reading
): Literal[] {
  const set = assignments.map(({ name, value }) => literal(name, value, 0))
  const given = [...launchers, ...programs.map(({ words }) => words)].flatMap((words) => {
    // A word with `$( )` inside is made when the script runs.
    const known = words.filter(({ steps }) => steps.length === 0)
    // A string of several words that nothing is known to run is read as a script, be it one or not.
    const scripts = new Set(known.filter((word) => isWhole(word, texts) && /\s/.test(word.value)))
    const single = known.map((word) => (scripts.has(word) ? { ...word, value: '' } : word))
    return [
      ...inWords(single),
      ...[...scripts].flatMap(({ value, string }) => literalsOf([], readScript(value, string)))
    ]
  })
  return [...set, ...given]
}

function isWhole({ value, string }: Word, texts: readonly string[]): boolean {
  return texts[string] === value
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
    const isLogin = logins.test(program) && words.some(({ value }) => value === 'login')
    if ((short[program] ?? (isLogin ? '-p' : undefined)) === word.value)
      found.push(literal('password', next, 0))
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
  'valkey-cli': '-a',
  'redis-benchmark': '-a',
  sqlcmd: '-P',
  bcp: '-P',
  mongo: '-p',
  mongosh: '-p',
  mongodump: '-p',
  mongorestore: '-p',
  mongoexport: '-p',
  mongoimport: '-p',
  mydumper: '-p',
  myloader: '-p',
  cqlsh: '-p',
  ldapsearch: '-w',
  ldapadd: '-w',
  ldapmodify: '-w'
}

/** Programs that log in to a registry or cloud with `-p`, which means something else to their other subcommands. */
const logins = /^(?:docker|podman|buildah|skopeo|nerdctl|helm|oras|crane|az|oc)$/

/** `mysql -psecret`. */
function attached(program: string, word: PlainWord): Literal[] | undefined {
  return /^(?:mysql|mariadb|sshpass$)/.test(program) && /^-p./.test(word.value)
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
