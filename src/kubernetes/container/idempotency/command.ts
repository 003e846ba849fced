import { unwrap, type Word } from '../../../shell/index.ts'
import { judgeCode } from './code.ts'
import { judgeClient } from './database.ts'
import { judgeCurl, judgeHttpie, judgeWget } from './http.ts'
import { interpret, shellCode } from './interpreters.ts'
import { judgeKubectl } from './kubectl.ts'
import { baseName, judgeProgram } from './program.ts'
import { judgeTool } from './tool.ts'
import { builtins, idlePrograms, readingPrograms, repeatablePrograms, tools } from './tools.ts'
import { type Input, isCommand, type Judged, type Verdict, verdict, why } from './verdict.ts'

/** What one command does, seen through `sudo`, `timeout`, `bundle exec` and their like. */
export function judgeCommand(command: readonly Word[], input: Input): Judged {
  let words = command
  // Each turn takes words away, but forty wrappers around each other are nobody's command.
  for (let turn = 0; turn < 40; turn++) {
    const [program] = words
    if (program === undefined) return verdict('idle', why.reads, [])
    if (turn > 0 && words.length === 1 && /\s/.test(program.value)) return { script: program }
    const next = step(baseName(program.value), words, input)
    if (!isCommand(next)) return next
    words = next
  }
  return verdict('opaque', why.rows, [])
}

function step(name: string, words: readonly Word[], input: Input): Judged | readonly Word[] {
  const shell = script(name, words, input)
  if (shell !== undefined) return shell
  const inner = unwrap(name, words)
  if (inner !== undefined) return inner
  if (/^(?:kubectl|oc|k|kubecolor)$/.test(name)) return judgeKubectl(words, input)
  if (/^(?:k3s|microk8s|minikube|tsh|rancher)$/.test(name)) return words.slice(1)
  if (/^(?:docker|podman|nerdctl|crictl)$/.test(name)) return inContainer(words)
  if (name === 'find') return afterExec(words)
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

/** The script of `sh -c`, `su -c`, `eval`, or of a heredoc for a shell. */
function script(name: string, words: readonly Word[], input: Input): Judged | readonly Word[] | undefined {
  if (name === 'eval') return words.length === 2 && words[1] ? { script: words[1] } : words.slice(1)
  if (name === 'source' || name === '.') return sourced(words)
  if (!/^(?:ba|da|a|z|k|mk|fi)?sh$|^(?:su|runuser|busybox|nix-shell)$/.test(name)) return undefined
  if (name === 'busybox') return words.slice(1)
  const flag = words.findIndex(
    ({ value }, i) => i > 0 && /^(?:-[a-zA-Z]*c|--command|--run|--session-command)$/.test(value)
  )
  if (flag > 0) {
    // `bash -c -e "…"` and `sh -c -- "…"`: the script is the first word that is no option.
    const text = words.slice(flag + 1).find(({ value }) => !/^[-+][a-zA-Z-]*$/.test(value))
    return text === undefined ? verdict('opaque', why.rows, []) : { script: text }
  }
  if (name === 'su' || name === 'runuser') return runuser(words)
  const file = words
    .slice(1)
    .findIndex(
      ({ value }, i, rest) => !/^[-+]/.test(value) && !/^[-+][a-zA-Z]*o$/.test(rest[i - 1]?.value ?? '')
    )
  if (file >= 0) return judgeProgram(words.slice(file + 1))
  return input.text === undefined ? verdict('opaque', why.rows, []) : { script: input.text }
}

function runuser(words: readonly Word[]): Judged | readonly Word[] {
  const dashes = words.findIndex(({ value }) => value === '--')
  return dashes < 0 ? verdict('opaque', why.rows, []) : words.slice(dashes + 1)
}

function sourced(words: readonly Word[]): Verdict {
  const judged = judgeProgram(words.slice(1))
  return judged.effect === 'write' ? judged : verdict('idle', why.reads, [])
}

/** `docker exec NAME command`; a container that is run may have any image, so that only known words count. */
function inContainer(words: readonly Word[]): Judged | readonly Word[] {
  const at = words.findIndex(({ value }) => value === 'exec')
  if (at < 0)
    return words.some(({ value }) => value === 'run')
      ? verdict('opaque', why.rows, [])
      : verdict('safe', why.repeats, words.slice(0, 1))
  let from = at + 1
  while (words[from]?.value.startsWith('-'))
    from += /^(?:-u|-e|-w|--user|--env|--workdir)$/.test(words[from]?.value ?? '') ? 2 : 1
  return words.slice(from + 1)
}

function afterExec(words: readonly Word[]): Judged | readonly Word[] {
  const at = words.findIndex(({ value }) => /^-(?:exec|execdir|ok)$/.test(value))
  if (at < 0) return verdict('read', why.reads, words.slice(0, 1))
  const path = words.find(({ value }, i) => i > 0 && !value.startsWith('-'))?.value ?? ''
  return words.slice(at + 1).map((word) => (word.value === '{}' ? { ...word, value: `${path}/{}` } : word))
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
function judgePackages(words: readonly Word[]): Judged | readonly Word[] {
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
