import { type Input, type Word, writtenBefore } from '../../../shell/index.ts'
import { judgeMongo } from './code.ts'
import { judgeSql } from './sql.ts'
import { isHarmlessWord, judgeName, split } from './task-names.ts'
import { type Verdict, verdict, why, worst } from './verdict.ts'

/** How a database client is given its statements. */
interface Client {
  readonly names: string
  /** Options followed by a statement, and by a file of statements. */
  readonly statement: string
  readonly file?: string
  /** Which word after the program is a statement, where it is not an option's. */
  readonly positional?: number
  readonly mongo?: true
  /** Options with which nothing but lists is printed. */
  readonly reads?: string
}

/** The statement is the word with a space in it. */
const anywhere = 0

const clients: readonly Client[] = [
  {
    names: 'psql pgcli gitlab-psql vsql usql',
    statement: '-c --command',
    file: '-f --file',
    reads: '-l --list -lqt -V --version'
  },
  { names: 'mysql mariadb', statement: '-e --execute', reads: '-V --version' },
  { names: 'sqlite3 sqlite libsql', statement: '-cmd', file: '-init', positional: 2 },
  { names: 'duckdb', statement: '-c -s', positional: 2 },
  {
    names: 'clickhouse-client clickhouse-local clickhouse chc',
    statement: '-q --query',
    file: '--queries-file'
  },
  { names: 'snowsql snow', statement: '-q --query', file: '-f --filename' },
  { names: 'sqlcmd', statement: '-Q -q', file: '-i' },
  { names: 'cqlsh', statement: '-e --execute', file: '-f --file' },
  { names: 'trino presto trino-cli presto-cli', statement: '--execute', file: '-f --file' },
  { names: 'hive beeline spark-sql', statement: '-e', file: '-f' },
  { names: 'impala-shell', statement: '-q --query', file: '-f --query_file' },
  { names: 'cockroach', statement: '-e --execute', file: '-f --file' },
  { names: 'mysqlsh', statement: '-e --execute', file: '-f --file' },
  {
    names: 'isql sqlplus sqlline tsql db2 cypher-shell iex-sql turso',
    statement: '-c',
    positional: anywhere
  },
  { names: 'mongosh mongo', statement: '--eval', file: '--file -f', mongo: true }
]

const byName = new Map(
  clients.flatMap((client) => client.names.split(' ').map((name) => [name, client] as const))
)

/** What a database client does; undefined for another program. */
export function judgeClient(name: string, words: readonly Word[], input: Input): Verdict | undefined {
  const client = byName.get(name)
  if (client === undefined) return undefined
  const rest = words.slice(1)
  const judge = client.mongo ? judgeMongo : judgeSql
  const given = [...options(rest, client.statement), ...positionals(rest, client)].map(judge)
  const files = [
    ...options(rest, client.file ?? ''),
    ...rest.filter(({ value }) => /^@|\.(?:js|mongodb|sql)$/.test(value))
  ]
  const read = (file: Word) => {
    const text = writtenBefore(input, file.value)
    return text === undefined ? judgeFile(file) : judge(text)
  }
  const judged = worst([...given, ...files.filter(({ value }) => value !== '-').map(read)])
  if (judged !== undefined && judged.effect !== 'idle') return judged
  if (rest.some(({ value }) => client.reads?.split(' ').includes(value)))
    return verdict('read', why.reads, words.slice(0, 1))
  return judgeInput(words, input, judge) ?? judged ?? verdict('opaque', why.rows, [])
}

/** Whether what comes down a pipe or out of a file writes. */
function judgeInput(
  words: readonly Word[],
  input: Input,
  judge: (word: Word) => Verdict
): Verdict | undefined {
  if (input.text !== undefined) {
    const judged = judge(input.text)
    if (judged.effect !== 'opaque' || input.file === undefined) return judged
  }
  if (input.file !== undefined) {
    const judged = judgeFile(input.file)
    if (judged.effect === 'write') return judged
  }
  const dump = input.from.find(({ value }) => dumps.test(value))
  if (dump !== undefined) return verdict('write', why.restore, [dump, ...words.slice(0, 1)])
  return input.file === undefined && input.from.length === 0 ? undefined : verdict('opaque', why.rows, [])
}

/** Programs that give out a dump, and names of dumps. */
const dumps =
  /^(?:\S*\/)?(?:pg_dump|pg_dumpall|mysqldump|mariadb-dump|zcat|gunzip|bzcat|xzcat|unxz|zstdcat|unzstd|pigz|unpigz|gzip|unzip|lz4|aws|gsutil|mc|rclone|gpg)$|\.sql(?:\.\w{2,4})?$|\.dump$/

/** A file of statements that nobody sees, judged by its name. */
function judgeFile(word: Word): Verdict {
  const name = word.value.split('/').slice(-2).join('/')
  const told = judgeName(name)
  if (told !== undefined) return { ...verdict('write', told.why, [word]), again: 'unknown' }
  const isTelling = split(name).some((part) =>
    /^(?:dumps?|backups?|import|imports|inserts?|updates?|fixtures?|restored?|upserts?|(?:hot)?fix|merge|correction|dedupe)$/.test(
      part
    )
  )
  if (isTelling) return verdict('write', why.restore, [word])
  const own = split(name.slice(name.lastIndexOf('/') + 1))
  const isSaid = /\.sql$/.test(name) && !/[$*{]/.test(name) && own.length > 1 && !own.some(isQuietWord)
  return isSaid
    ? { ...verdict('write', why.statements, [word]), again: 'unknown' }
    : verdict('opaque', why.rows, [])
}

/** Words for files that only ask, that are written to be run again, or that say nothing. */
function isQuietWord(word: string, _: number, all: readonly string[]): boolean {
  return isHarmlessWord(word) || quiet.test(word) || (all.length === 2 && generic.test(word))
}

const quiet =
  /^(?:select|query|queries|read|count|counts|extract|vacuum|analy[sz]e|reindex|optimi[sz]e|maintenance|maintain|refresh|grants?|permissions?|privileges?|roles?|init|initdb|initial|setup|schema|schemas|ddl|create|extensions?|functions?|procedures?|views?|upsert|idempotent|rotate|archive|retention|expire|partitions?)$/
const generic =
  /^(?:script|job|run|main|sql|commands?|statements?|input|file|task|data|dump|db|app|test|work|x)$/

/** The values of options: `-c X`, `--command=X`, `-tAcX`, `-tAc X`. */
function options(words: readonly Word[], names: string): Word[] {
  const short = names
    .split(' ')
    .filter((name) => /^-[a-zA-Z]$/.test(name))
    .map((name) => name.charAt(1))
  const long = names.split(' ').filter((name) => name.length > 2)
  const found: Word[] = []
  for (const [i, word] of words.entries()) {
    const next = words[i + 1]
    if (long.includes(word.value) && next !== undefined) found.push(next)
    const equals = long.find((name) => word.value.startsWith(`${name}=`))
    if (equals !== undefined) found.push(from(word, equals.length + 1))
    if (!/^-[a-zA-Z]/.test(word.value) || word.value.startsWith('--')) continue
    const cluster = /^-[a-zA-Z0-9]*/.exec(word.value)?.[0] ?? ''
    const isAlone = cluster.length === word.value.length && cluster.length <= 8
    if (isAlone && short.includes(cluster.slice(-1)) && next !== undefined) found.push(next)
    else if (short.includes(word.value.charAt(1)) && word.value.length > 2) found.push(from(word, 2))
  }
  return found
}

function from(word: Word, offset: number): Word {
  const value = word.value.slice(offset)
  return { ...word, value, start: word.start, inner: word.inner + offset }
}

/** Words that are statements by their place, as in `sqlite3 app.db "select 1"`. */
function positionals(words: readonly Word[], { positional }: Client): Word[] {
  if (positional === undefined) return []
  const free = words.filter(({ value }) => !value.startsWith('-') && !/^@/.test(value))
  if (positional !== anywhere) return free.slice(positional - 1).filter(({ value }) => !/\.sql$/.test(value))
  return free.filter(({ value }) => /\s/.test(value))
}
