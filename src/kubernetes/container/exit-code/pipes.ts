import {
  baseName,
  type Command,
  commandsIn,
  type Rest,
  type Step,
  someCommand,
  type Word
} from '../../../shell/index.ts'
import { program } from './script-work.ts'

/** The last of the steps of a pipe that follow; undefined where one of them fails by itself on empty input. */
export function contentWith({ steps, from }: Rest): Step | undefined {
  const rest = steps.slice(from)
  const last = rest.at(-1)
  if (last === undefined) return undefined
  return rest.slice(0, -1).every((step) => isContent(step, true)) && isContent(last, false) ? last : undefined
}

/** Whether a step is content with whatever comes, nothing included. */
function isContent(step: Step, isMiddle: boolean): boolean {
  if (step.kind === 'loop') return reads(step.test)
  if (step.kind === 'script') return [...commandsIn(step, true)].every((part) => isSink(part, isMiddle))
  if (step.kind === 'list')
    return step.steps.length > 0 && step.steps.every((part) => isContent(part, isMiddle))
  return step.kind === 'command' && isSink(step, isMiddle)
}

/** `| while read -r id; do …`: no line, no turn. */
function reads(test: Step | undefined): boolean {
  return (
    test !== undefined && someCommand(test, ({ words }) => /^(?:read|mapfile)$/.test(words[0]?.value ?? ''))
  )
}

function isSink(command: Command, isMiddle: boolean): boolean {
  const each = command.through?.find((words) => baseName(words[0]?.value ?? '') === 'xargs')
  if (each !== undefined) return each.some(({ value }) => /^(?:-\w*r|--no-run-if-empty|-I)/.test(value))
  const [name, line] = program(command.words)
  if (/^(?:gzip|pigz|xz|zstd|bzip2|lz4|age)$/.test(name))
    return !/(?:^| )(?:-\w*d\w*|--decompress|--decrypt)\b/.test(line)
  if (name === 'gpg')
    return (
      /(?:^| )(?:-\w*[ecs]\w*|--encrypt|--symmetric|--sign|--recipient)\b/.test(line) && !/decrypt/.test(line)
    )
  if (name === 'openssl') return /^(?:enc|dgst|base64)\b/.test(line) && !/(?:^| )-d\b/.test(line)
  const isFilter = filters.test(name) && !/(?:^| )(?:-e|--exit-status)\b/.test(line)
  return sinks.test(name) || (isFilter && (isMiddle || command.output !== undefined))
}

const sinks =
  /^(?:tee|aws|gsutil|gcloud|az|rclone|mc|s3cmd|s5cmd|cat|ts|split|psql|mysql|mariadb|sh|bash|dd|sed|mail|mailx|logger|while|restic|pv|mbuffer)$/
const filters =
  /^(?:awk|gawk|sort|uniq|tr|cut|head|tail|wc|jq|yq|column|base64|iconv|envsubst|fold|nl|rev|tac|paste)$/

/** Whether later steps read the file that a pipe writes, and so notice when it is empty. */
export function isReadLater(by: readonly Word[], output: Word | undefined, rest: Rest | undefined): boolean {
  const files = [...by.slice(1), ...(output ? [output] : [])]
    .map(({ value }) => value)
    .filter((file) => /^[^-]*[./$]/.test(file))
  if (files.length === 0 || rest === undefined) return false
  const names = (word: Word): boolean =>
    files.some((file) => word.value.includes(file)) ||
    word.steps.some((step) =>
      someCommand(step, ({ words, file }) => [...words, ...(file ? [file] : [])].some(names), true)
    )
  return rest.steps
    .slice(rest.from, rest.from + 200)
    .some((step) =>
      someCommand(step, ({ words, assignments, file }) =>
        [...words, ...assignments.map(({ value }) => value), ...(file ? [file] : [])].some(names)
      )
    )
}
