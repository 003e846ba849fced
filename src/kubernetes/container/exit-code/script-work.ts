import {
  asWritten,
  baseName,
  type Command,
  commandsIn,
  type Script,
  type Step,
  type Word
} from '../../../shell/index.ts'
import { builtins, idlePrograms } from '../idempotency/tools.ts'

/** The command in a step that does the work, if its failure is that of the step. */
export function work(step: Step): Command | undefined {
  if (step.kind === 'command') return isWork(step) ? step : undefined
  if (step.kind === 'script') return [...commandsIn(step, true)].find(isWork)
  if (step.kind === 'pipe') return step.negated ? undefined : work(step.steps.at(-1) ?? step)
  if (step.kind !== 'chain' || step.operators.includes('||')) return undefined
  return step.steps.map(work).find((found) => found !== undefined)
}

/** The words of a command as they stand in the script, from `sudo` or `timeout` on. */
export function shown(step: Command | Script): readonly Word[] {
  return asWritten(step.whole ?? (step.kind === 'command' ? step.words : []))
}

/** Whether a command does more than print, look, install or clean up. */
export function isWork({ words }: Command): boolean {
  const [name, line] = program(words)
  return (
    name !== '' &&
    !notWork.test(name) &&
    !trivial.has(name) &&
    !builtins.has(name) &&
    !idlePrograms.has(name) &&
    !installs.test(`${name} ${line}`)
  )
}

/** Whether what follows fails as well where this has failed: it fetches, logs in or copies. */
export function prepares(words: readonly Word[]): boolean {
  const [name, line] = program(words)
  return preparing.test(`${name} ${line}`)
}

/** The program that a command runs, and its arguments. */
export function program(words: readonly Word[]): [name: string, line: string] {
  const [name, ...rest] = words.map(({ value }) => value)
  // A script of the user's own may be called ./export or ./test.
  const isOwn = name?.includes('/') && !/^\/(?:usr\/)?(?:local\/)?s?bin\//.test(name)
  return [isOwn ? (name ?? '') : baseName(name ?? ''), rest.join(' ')]
}

/** Clean-up is no work where there is other work, but may be all that a Job does. */
export function deletion(step: Step): Command | undefined {
  const isOne =
    step.kind === 'command' &&
    /^(?:(?:kubectl|oc) (?:.* )?delete|rm|find .*-delete)\b/.test(program(step.words).join(' '))
  return isOne ? step : undefined
}

/** What a substitution gives, and functions of one's own that only print. */
const notWork =
  /^(?:[$`]\(|`|(?:\w+_)?log(?:ger|_\w+)?$|(?:info|warn|warning|error|debug|msg|say|print|fail|die|banner|header)$)/i

const trivial = new Set(
  `cat ls head tail wc stat file find grep egrep fgrep tree dig nslookup host awk sed cut sort uniq tr jq yq diff rm
   rmdir mkdir touch chmod chown ln source . [[ ip ifconfig mount dmesg lspci md5sum sha1sum sha256sum sha512sum cksum`.split(
    /\s+/
  )
)
const installs =
  /^(?:(?:apt|apt-get|apk|yum|dnf|microdnf|zypper|pip[\d.]*|gem|npm|yarn|pnpm|go|conda) (?:-\S+ )*(?:install|add|update|upgrade|i|ci|get)\b|python[\d.]* -m (?:pip|venv)\b|update-ca-certificates|(?:kubectl|oc) (?:-\S+ )*(?:delete|get|describe|config|version|logs|wait|whoami|project)\b|git config\b|helm repo\b|\S+ (?:--version|-version|-V|version)$)/
const preparing =
  /^(?:cp|mv|tar|unzip|gunzip|curl|wget|git|install|gcloud (?:auth|config)|aws configure|gh auth|mc (?:alias|config)|rclone config|vault|dd|sync|sysctl|\S+ (?:registry )?login)\b/
