import type { Word } from '../../../shell/index.ts'
import { judgeName } from './task-names.ts'
import { type Effect, type Verdict, verdict, why, worst } from './verdict.ts'

/** What SQL does, judged by its worst statement. */
export function judgeSql(word: Word): Verdict {
  const verdicts = statements(hide(word.value)).map(({ text, start }): Verdict => {
    const [effect, reason, length, refusedTwice] = judgeStatement(text)
    const part = [start, start + (length || text.length)] as const
    // No ledger says that a statement has run: a second one is refused, or changes more.
    const again = reason === why.schema && { again: 'unknown' as const }
    return { ...verdict(effect, reason, [word]), part, ...again, ...(refusedTwice && { refusedTwice }) }
  })
  return worst(verdicts) ?? verdict('idle', why.reads, [word])
}

type Judged = readonly [effect: Effect, why: string, length: number, refusedTwice?: true]

/** What a statement does whose first words fit; the first row that fits counts. */
const forms: readonly (readonly [pattern: RegExp, effect: Effect, why: string, refusedTwice?: true])[] = [
  [
    /^(?:begin|start|commit|end|rollback|set|use|go|lock|unlock|pragma|source|declare|savepoint|release)\b/i,
    'idle',
    why.reads
  ],
  [/^explain\b/i, 'read', why.reads],
  [/^(?:select|values|table)\b/i, 'read', why.reads],
  [/^(?:show|desc|describe|list|help|\\(?:d|l|z|dt|du|conninfo)\w*\+?)(?:\s|$)/i, 'read', why.reads],
  [
    /^(?:grant|revoke|vacuum|analyze|reindex|cluster|optimize|checkpoint|refresh|replace|upsert|comment|discard|kill|flush|export|unload|backup|dbcc|notify|listen|repair|check|cancel|msck|system)\b/i,
    'safe',
    why.repeats
  ],
  [/^insert\s+(?:or\s+(?:ignore|replace)\s|ignore\s|overwrite\s)/i, 'safe', why.repeats],
  [/^insert\b[\s\S]*?\b(?:on\s+conflict|on\s+duplicate\s+key|not\s+exists)\b/i, 'safe', why.repeats],
  [/^insert(?:\s+into)?(?:\s+[\w."`[\]$]+)?/i, 'write', why.rows],
  [/^delete\b[\s\S]*?\bwhere\b/i, 'safe', why.repeats],
  [/^delete(?:\s+from)?(?:\s+[\w."`[\]$]+)?/i, 'write', why.rows],
  [/^merge(?:\s+into)?(?:\s+[\w."`[\]$]+)?/i, 'write', why.rows],
  [/^truncate(?:\s+table)?(?:\s+[\w."`[\]$]+)?/i, 'write', why.rows],
  [/^create\s+or\s+(?:replace|alter)\b/i, 'safe', why.repeats],
  [/^create\s+(?:local\s+|global\s+)?temp(?:orary)?\b/i, 'safe', why.repeats],
  [/^(?:create|drop)\b[^;]*?\bif\s+(?:not\s+)?exists\b/i, 'safe', why.repeats],
  [/^drop\s+owned\b/i, 'safe', why.repeats],
  [/^(?:create|drop)(?:\s+[\w."`[\]$]+){0,2}/i, 'write', why.schema, true],
  [/^alter\s+(?:system|role|user|login|database|default)\b(?![\s\S]*?\brename\b)/i, 'safe', why.repeats],
  [
    /^alter\b[\s\S]*?\b(?:owner\s+to|(?:add|drop)\s+(?:column\s+|constraint\s+|index\s+|partition\s+|value\s+)?if\s+(?:not\s+)?exists)\b/i,
    'safe',
    why.repeats
  ],
  [/^alter\s+table\s+[\w."`[\]$]+\s+(?:on\s+cluster\s+\S+\s+)?delete\s+where\b/i, 'safe', why.repeats],
  [/^(?:alter|rename)(?:\s+[\w."`[\]$]+){0,2}/i, 'write', why.schema],
  [/^\\?copy\b[\s\S]*?\bto\b/i, 'read', why.reads],
  [/^\\?copy\b(?:\s+[\w."`[\]$]+)?/i, 'write', why.restore],
  [/^(?:load|import)\s+(?:data|xml|csv|into|schema)\b/i, 'write', why.restore],
  [/^restore(?:\s+[\w."`[\]$]+){0,2}/i, 'write', why.restore],
  [/^(?:call|exec|execute)(?:\s+[\w."`[\]$]+)?/i, 'write', 'runs a stored procedure'],
  [/^\\(?:q|x|set|pset|timing|echo|c|connect|gexec|on|o)\b/i, 'idle', why.reads],
  [/^exit\b|^quit\b/i, 'idle', why.reads],
  [
    /^\.(?:backup|dump|tables|schema|mode|headers|output|once|quit|exit|timeout|databases|indexes|save)\b/i,
    'safe',
    why.repeats
  ],
  [/^\.(?:restore|import)\b[^\n]*/i, 'write', why.restore]
]

function judgeStatement(text: string): Judged {
  const main = /^(?:with\b|explain\s*(?:\(\s*)?analyze\b)/i.test(text) ? mainVerb(text) : 0
  const statement = text.slice(main)
  if (/^update\b/i.test(statement)) return judgeUpdate(statement, main)
  const file = /^(?:\\ir?|source|\.read|@@?)\s*(\S+)/i.exec(statement)
  if (file !== null) return judgeFile(file[1] ?? '', file[0].length)
  if (/^do\b/i.test(statement)) return judgeBlock(text)
  if (/^select\b/i.test(statement) && /\bnextval\s*\(/i.test(statement.slice(0, 2000)))
    return ['write', 'takes a number from a sequence each time', 0]
  if (
    /^select\b/i.test(statement) &&
    /\binto\s+(?!@|outfile|dumpfile|strict)\w/i.test(statement.slice(0, 2000))
  ) {
    return ['write', why.schema, 0, true]
  }
  const call = /^select\s+(?:\*\s+from\s+)?([\w.]+)\(/i.exec(statement)
  const told = call?.[1] === undefined ? undefined : judgeName(call[1])
  if (told !== undefined) return ['write', told.why, main + (call?.[0].length ?? 1) - 1]
  for (const [pattern, effect, reason, refusedTwice] of forms) {
    const found = pattern.exec(statement)
    if (found === null) continue
    return refusedTwice
      ? [effect, reason, main + found[0].length, true]
      : [effect, reason, main + found[0].length]
  }
  return ['opaque', why.rows, 0]
}

function judgeFile(name: string, length: number): Judged {
  const told = judgeName(name)
  return told === undefined ? ['opaque', why.rows, length] : ['write', told.why, length]
}

/** Where the verb of `WITH … UPDATE` or `EXPLAIN ANALYZE DELETE` is; a reading query gives its own start. */
function mainVerb(text: string): number {
  const writing =
    /\b(?:insert\s+into|update\s+[\w."]+\s+(?:as\s+)?(?:\w+\s+)?set|delete\s+from|merge\s+into)\b/i.exec(text)
  return writing?.index ?? Math.max(0, text.search(/\bselect\b/i))
}

/** An UPDATE that only sets constants ends in the same state; one that counts up or copies does not. */
function judgeUpdate(text: string, main: number): Judged {
  const target = /^update(?:\s+[\w."`[\]$]+)?/i.exec(text)?.[0].length ?? 0
  const set = text.search(/\bset\b/i)
  const rest = set < 0 ? text : text.slice(set + 3)
  const end = rest.search(/\b(?:where|from|returning|order\s+by|limit)\b/i)
  const assignments = (end < 0 ? rest : rest.slice(0, end)).split(',')
  return assignments.every((assignment) => constant.test(assignment.trim()))
    ? ['safe', why.repeats, main + target]
    : ['write', why.rows, main + target]
}

const constant =
  /^[\w."`[\]]+\s*=\s*(?:'[^']*'|"[^"]*"|-?[\d.]+|null|true|false|default|current_timestamp|now\(\s*\)|getdate\(\)|:\w+|:'\w+'|\$\w+|\$\{\w+\})(?:::\w+)?$/i

/** A block of procedural SQL: what it does unless it asks first. Its `SELECT … INTO n` only fills a variable. */
function judgeBlock(text: string): Judged {
  if (/\bnot\s+exists\b|\bexception\s+when\b|\bon\s+conflict\b/i.test(text)) return ['safe', why.repeats, 0]
  const found =
    /\b(?:insert\s+into|update\s+[\w."]+\s+(?:as\s+)?(?:\w+\s+)?set|delete\s+from|merge\s+into|truncate|nextval|alter\s+(?:table|type|sequence|index)|create\s+(?:table|user|role|database|index|type|schema|sequence)|drop\s+(?:table|index|type|schema))\b(?!\s+if\b)/i.exec(
      text
    )
  if (found === null)
    return /\b(?:execute|perform|call)\b/i.test(text) ? ['opaque', why.rows, 0] : ['read', why.reads, 0]
  return ['write', /^(?:alter|create|drop)/i.test(found[0]) ? why.schema : why.rows, 2]
}

/** SQL with comments blanked and the text of string constants masked, each character in its place. */
function hide(sql: string): string {
  const noise =
    /--[^\n]*|\/\*(?!!)[\s\S]*?(?:\*\/|(?![\s\S]))|'(?:[^'\\]|''|\\[\s\S])*(?:'|\\?(?![\s\S]))|^[ \t]*#[^\n]*/gm
  return sql.replace(noise, (found) =>
    found.startsWith("'") ? `'${'_'.repeat(Math.max(0, found.length - 2))}'` : ' '.repeat(found.length)
  )
}

function statements(sql: string): { readonly text: string; readonly start: number }[] {
  const found: { text: string; start: number }[] = []
  let start = 0
  for (const piece of pieces(sql)) {
    const text = piece.trim()
    if (text !== '') found.push({ text, start: start + piece.indexOf(text.charAt(0)) })
    start += piece.length + 1
  }
  return found
}

/** The text between semicolons; those inside a `$tag$` block or after a backslash command on its line do not count. */
function pieces(sql: string): string[] {
  const parts = sql.split(/;|\n(?<=^[ \t]*[\\.]\w[^\n]*\n)/m)
  const joined: string[][] = []
  let open: string | undefined
  for (const part of parts) {
    if (open !== undefined) joined.at(-1)?.push(part)
    else joined.push([part])
    for (const [quote] of part.matchAll(dollarQuote)) {
      if (open === undefined) open = quote
      else if (open === quote) open = undefined
    }
  }
  return joined.map((piece) => piece.join(';'))
}

/** `$$` or `$tag$`; in a manifest each `$` may be written twice, for Kubernetes makes one of it. */
const dollarQuote = /\$\$\$\$|\$\$[A-Za-z_]\w*\$\$|\$[A-Za-z_]\w*\$|\$\$/g
