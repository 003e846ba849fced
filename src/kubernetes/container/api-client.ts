import { readShell, type Step, unwrap, type Word } from '../../shell/index.ts'
import { baseName } from './idempotency/program.ts'
import type { TaskContainer } from './idempotency/task.ts'
import { builtins, idlePrograms, readingPrograms, repeatablePrograms } from './idempotency/tools.ts'
import { parseImage } from './image.ts'

/**
 * Whether a container surely does without the Kubernetes API: every program it runs is known and none of them is a
 * client, and no word hints at the cluster. False where anything is in doubt.
 */
export function needsNoApi({ image = '', command, args }: TaskContainer): boolean {
  if ([image, ...command, ...args].some((text) => hint.test(text))) return false
  if (waiting.test([...command, ...args].join(' '))) return false
  const words = [...command, ...args].map(wordAt)
  if (command.length === 0) words.unshift(wordAt(imageName(image), 0))
  return isKnown(words, { depth: 0, routines: new Set() })
}

/** Words that have to do with the cluster, its clients and what they read. */
const hint =
  /kube(?!rnetes\.io\/(?:arch|os|hostname))|\boc\b|k8s|\bk3s\b|helm|argo|openshift|in-?cluster|serviceaccount|istio|tekton|\btkn\b|flux|rancher|operator|controller/i

/** A container that only waits is there for somebody to work in it, with who knows what. */
const waiting =
  /^(?:\S*\/)?(?:(?:ba|da|a)?sh -c )?(?:exec )?(?:\S*\/)?(?:sleep \S+|tail -[fF] \S+|cat)\s*;?\s*$/

/** Programs that look at code of somebody's own, at an account of the cloud, or at the cluster itself. */
const unclear = words(
  `aws gcloud az gsutil s3cmd s5cmd azcopy mc terraform tofu terragrunt pulumi docker podman nerdctl crictl ctr
   eksctl doctl hcloud popeye polaris trivy kapp ytt kbld cmctl linkerd cilium certbot lego renovate
   semantic-release dependabot pytest jest vitest mocha phpunit rspec go-test bats cypress playwright newman k6 vegeta
   locust artillery jmeter tsc webpack vite next nuxt go-build cmake ninja javac rclone skopeo crane buildah kaniko
   executor buildctl cosign gomplate confd logger pause xargs`
)

/** Clients of databases and of the web, and tools that change a schema. */
const others = words(
  `curl wget http https psql pgbench pg_restore createdb dropdb mysql mariadb mysqlimport mysqladmin mongo mongosh
   mongorestore mongoimport redis-cli valkey-cli sqlite3 sqlcmd sqlplus cqlsh clickhouse-client influx mongoexport
   alembic flyway liquibase goose dbmate golang-migrate sqitch atlas restic borg kcat kafka-topics kafka-topics.sh
   kafkacat`
)

interface Place {
  readonly depth: number
  /** The functions that the script itself defines. */
  readonly routines: Set<string>
}

function isKnown(command: readonly Word[], place: Place): boolean {
  const [program] = command
  if (program === undefined) return true
  if (place.depth > 12) return false
  const name = baseName(program.value)
  const deeper = { ...place, depth: place.depth + 1 }
  if (/^(?:ba|da|a|z|k)?sh$/.test(name)) return isKnownShell(command, deeper)
  if (place.routines.has(name)) return true
  const inner = unwrap(name, command)
  if (inner !== undefined) return isKnown(inner, deeper)
  if (/^(?:perl|awk|gawk)$/.test(name)) return isPlainCode(command)
  if (name === 'find') return !command.some(({ value }) => /^-(?:exec|ok)/.test(value))
  if (unclear.has(name) || /^(?:eval|source|\.)$/.test(name)) return false
  if (builtins.has(name)) return name === program.value
  return [idlePrograms, readingPrograms, repeatablePrograms, others].some((set) => set.has(name))
}

/** `sh -c "…"`; a script in a file can be anything. */
function isKnownShell(command: readonly Word[], place: Place): boolean {
  const flag = command.findIndex(({ value }, at) => at > 0 && /^-[a-z]*c$/.test(value))
  const script = command.slice(flag + 1).find(({ value }) => !/^[-+][a-z]*$/.test(value))
  return flag > 0 && script !== undefined && isKnownStep(readShell(script.value), place)
}

function isKnownStep(step: Step, place: Place): boolean {
  const all = (steps: readonly (Step | undefined)[]) =>
    steps.every((part) => part === undefined || isKnownStep(part, place))
  switch (step.kind) {
    case 'command': {
      const written = [...step.words, ...step.assignments.map(({ value }) => value)]
      return all(written.flatMap(({ steps }) => steps)) && isKnown(step.words, place)
    }
    case 'list':
    case 'chain':
    case 'pipe':
      return all(step.steps)
    case 'if':
      return all([step.test, step.body, step.otherwise])
    case 'loop':
      return all([step.test, step.body])
    case 'routine':
      place.routines.add(step.name)
      return isKnownStep(step.body, place)
  }
}

/** Code that only computes and prints. */
function isPlainCode(command: readonly Word[]): boolean {
  return !command.some(({ value }) =>
    /\b(?:system|exec|open|require|use|socket|http|LWP|qx|getline|do)\b|`|\|/i.test(value)
  )
}

function imageName(image: string): string {
  return parseImage(image).name.split('/').at(-1)?.toLowerCase() ?? ''
}

function wordAt(value: string, string: number): Word {
  return { value, string, start: 0, end: value.length, inner: 0, steps: [] }
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/))
}
