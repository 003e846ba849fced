import { baseName, type Input, isShell, type Word } from '../../../shell/index.ts'
import { judgeCode } from './code.ts'
import { judgeClient } from './database.ts'
import { judgeCurl, judgeHttpie, judgeWget } from './http.ts'
import { interpret, shellCode } from './interpreters.ts'
import { judgeKubectl } from './kubectl.ts'
import { judgeTool } from './tool.ts'
import { builtins, idlePrograms, readingPrograms, repeatablePrograms, tools } from './tools.ts'
import { judgeProgram } from './unseen-program.ts'
import { isCommand, type Verdict, verdict, why } from './verdict.ts'

/** What a program does; `npm run` and interpreters are seen through, launchers have been taken off by the reader. */
export function judgeCommand(command: readonly Word[], input: Input): Verdict {
  let words = command
  for (let turn = 0; turn < 40; turn++) {
    const [program] = words
    if (program === undefined) return verdict('idle', why.reads, [])
    const next = step(baseName(program.value), words, input)
    if (!isCommand(next)) return next
    words = next
  }
  return verdict('opaque', why.rows, [])
}

function step(name: string, words: readonly Word[], input: Input): Verdict | readonly Word[] {
  if (name === 'source' || name === '.') return sourced(words)
  // What it runs is not written here: a file that nobody sees, or what comes down the wire.
  if (isShell(name) || /^(?:su|runuser|busybox|nix-shell|eval)$/.test(name))
    return verdict('opaque', why.rows, [])
  if (/^(?:kubectl|oc|k|kubecolor)$/.test(name)) return judgeKubectl(words, input)
  if (/^(?:docker|podman|nerdctl|crictl)$/.test(name)) return engine(words)
  if (name === 'curl') return judgeCurl(words)
  if (name === 'wget') return judgeWget(words)
  if (/^(?:http|https|xh|xhs)$/.test(name)) return judgeHttpie(words)
  if (name === 'rails' && /^(?:r|runner)$/.test(words[1]?.value ?? '')) return runner(words)
  if (/^(?:eval|rpc)$/.test(words[1]?.value ?? '') && words[2] !== undefined) return judgeCode(words[2])
  const client = judgeClient(name, words, input) ?? clientInside(words, input)
  if (client !== undefined) return client
  const interpreted = interpret(name, words, input)
  if (interpreted !== undefined) return interpreted
  const code = shellCode(words)
  if (code !== undefined) return code
  if (name === 'aws' && words[2]?.value === 'update-item') return updateItem(words)
  const tool = tools.get(name)
  if (tool !== undefined) return judgeTool(tool, words, input)
  if (/^(?:npm|yarn|pnpm|bun|npm-run-all|run-s|run-p|composer|cargo|go)$/.test(name))
    return judgePackages(words)
  if (idlePrograms.has(name) || builtins.has(words[0]?.value ?? ''))
    return verdict('idle', why.reads, words.slice(0, 1))
  if (readingPrograms.has(name)) return verdict('read', why.reads, words.slice(0, 1))
  if (repeatablePrograms.has(name)) return verdict('safe', why.repeats, words.slice(0, 1))
  return judgeProgram(words)
}

function sourced(words: readonly Word[]): Verdict {
  const judged = judgeProgram(words.slice(1))
  return judged.effect === 'write' ? judged : verdict('idle', why.reads, [])
}

/** `aws dynamodb update-item`: one that counts, appends or computes acts each time; one that sets values does not. */
function updateItem(words: readonly Word[]): Verdict {
  const at = words.findIndex(({ value }) => value === '--update-expression')
  const expression = words[at + 1]
  const shown = words.slice(0, 3)
  if (at < 0 || expression === undefined) return verdict('opaque', why.rows, shown)
  const isChecked = words.some(({ value }) => value === '--condition-expression')
  const isCounting = /\badd\b|list_append|[+-]\s*[:#\w]/i.test(expression.value)
  return isCounting && !isChecked
    ? verdict('write', why.rows, [...shown, expression])
    : verdict('safe', why.repeats, shown)
}

/** A container that is run may have any image, so that only known words count. */
function engine(words: readonly Word[]): Verdict {
  return words.some(({ value }) => value === 'run')
    ? verdict('opaque', why.rows, [])
    : verdict('safe', why.repeats, words.slice(0, 1))
}

function runner(words: readonly Word[]): Verdict {
  const code = words
    .slice(2)
    .find(
      ({ value }, i, rest) =>
        !value.startsWith('-') && !/^(?:-e|--environment)$/.test(rest[i - 1]?.value ?? '')
    )
  if (code === undefined) return verdict('opaque', why.rows, [])
  return /\.rb$/.test(code.value) ? judgeProgram([code]) : judgeCode(code, true)
}

/** `wp db query "…"`, `rails dbconsole`, `manage.py dbshell`: a database client inside another tool. */
function clientInside(words: readonly Word[], input: Input): Verdict | undefined {
  const at = words.findIndex(
    ({ value }, i) =>
      i > 0 &&
      i < 6 &&
      /^(?:dbshell|dbconsole|sql:query|sqlq|sql:cli|sqlc|sql-cli|doctrine:query:sql|dbal:run-sql|doctrine:query:dql)$/.test(
        value
      )
  )
  const query = words.findIndex(
    ({ value }, i) =>
      i > 0 && i < 6 && value === 'query' && /^(?:db|bq)$/.test(baseName(words[i - 1]?.value ?? ''))
  )
  const from = Math.max(at, query)
  if (from < 0) return undefined
  const statement = words
    .slice(from + 1)
    .filter(({ value }) => /\s/.test(value))
    .map((word) => ({ ...word }))
  const flagged = words.some(({ value }) => /^--(?:append_table|noreplace)/.test(value))
  if (flagged) return verdict('write', why.rows, words.slice(0, from + 1))
  const [first, last] = [statement[0], statement.at(-1)]
  if (first === undefined || last === undefined) return judgeClient('psql', words.slice(from), input)
  const sign: Word = { ...last, value: '-c' }
  return judgeClient('psql', [first, sign, last], input)
}

/** `npm run x` without `run`, and what package managers do themselves. */
function judgePackages(words: readonly Word[]): Verdict | readonly Word[] {
  const at = words.findIndex(({ value }, i) => i > 0 && !value.startsWith('-'))
  const task = words[at]
  if (task === undefined) return verdict('safe', why.repeats, words.slice(0, 1))
  if (
    /^(?:install|i|ci|add|update|upgrade|remove|build|audit|outdated|cache|config|pack|compile|vet|mod|get|fmt|clippy|fetch|dump-autoload|require|self-update|clean|prune|set|version)$/.test(
      task.value
    )
  ) {
    return verdict('safe', why.repeats, [...words.slice(0, 1), task])
  }
  if (/^(?:test|t|lint|bench|check|doc)$/.test(task.value))
    return verdict('read', why.reads, [...words.slice(0, 1), task])
  if (/^(?:workspace|workspaces|run)$/.test(task.value))
    return words.slice(at + (task.value === 'workspace' ? 2 : 1))
  return words.slice(at)
}
