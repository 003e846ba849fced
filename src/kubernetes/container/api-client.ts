import { baseName, type Program, type Reading, type Word, wordAt } from '../../shell/index.ts'
import { builtins, idlePrograms, readingPrograms, repeatablePrograms } from './idempotency/tools.ts'
import { imageName } from './image.ts'
import { readContainer, type TaskContainer } from './reading.ts'

/**
 * Whether a container surely does without the Kubernetes API: every program it runs is known and none of them is a
 * client, and no word hints at the cluster. False where anything is in doubt.
 */
export function needsNoApi(container: TaskContainer, reading: Reading = readContainer(container)): boolean {
  const { image = '', command, args } = container
  if ([image, ...command, ...args].some((text) => hint.test(text))) return false
  if (onlyWaits(reading)) return false
  // What its image starts is not written here, but its name may be known.
  if (command.length === 0) return isKnown([imageName(image), ...args].map(wordAt))
  return runsOnlyKnown(container, reading)
}

/** Whether the command of a container is written, and every program in it is one of those that do nothing unseen. */
export function runsOnlyKnown({ command }: TaskContainer, { unread, programs }: Reading): boolean {
  return command.length > 0 && unread.length === 0 && programs.every(isHarmless)
}

function isHarmless({ words, isElsewhere }: Program): boolean {
  return !isElsewhere && isKnown(words)
}

/** Words that have to do with the cluster, its clients and what they read. */
const hint =
  /kube(?!rnetes\.io\/(?:arch|os|hostname))|\boc\b|k8s|\bk3s\b|helm|argo|openshift|in-?cluster|serviceaccount|istio|tekton|\btkn\b|flux|rancher|operator|controller/i

/** A container that only waits is there for somebody to work in it, with who knows what. */
function onlyWaits({ programs }: Reading): boolean {
  return programs.length > 0 && programs.every(waits)
}

function waits({ name, words }: Program): boolean {
  if (name === 'tail') return words.some(({ value }) => /^-\w*[fF]/.test(value))
  return name === 'cat' ? words.length === 1 : /^(?:sleep|wait|true|:)$/.test(name)
}

/** Programs that look at code of somebody's own, at an account of the cloud, or at the cluster itself. */
const unclear = names(
  `aws gcloud az gsutil s3cmd s5cmd azcopy mc terraform tofu terragrunt pulumi docker podman nerdctl crictl ctr
   eksctl doctl hcloud popeye polaris trivy kapp ytt kbld cmctl linkerd cilium certbot lego renovate
   semantic-release dependabot pytest jest vitest mocha phpunit rspec go-test bats cypress playwright newman k6 vegeta
   locust artillery jmeter tsc webpack vite next nuxt go-build cmake ninja javac rclone skopeo crane buildah kaniko
   executor buildctl cosign gomplate confd logger pause xargs`
)

/** Clients of databases and of the web, and tools that change a schema. */
const others = names(
  `curl wget http https psql pgbench pg_restore createdb dropdb mysql mariadb mysqlimport mysqladmin mongo mongosh
   mongorestore mongoimport redis-cli valkey-cli sqlite3 sqlcmd sqlplus cqlsh clickhouse-client influx mongoexport
   alembic flyway liquibase goose dbmate golang-migrate sqitch atlas restic borg kcat kafka-topics kafka-topics.sh
   kafkacat sysbench sqoop`
)

function isKnown(words: readonly Word[]): boolean {
  const [program] = words
  if (program === undefined) return true
  const name = baseName(program.value)
  if (/^(?:perl|awk|gawk)$/.test(name)) return isPlainCode(words)
  if (unclear.has(name) || /^(?:eval|source|\.)$/.test(name)) return false
  if (builtins.has(name)) return name === program.value
  return [idlePrograms, readingPrograms, repeatablePrograms, others].some((set) => set.has(name))
}

/** Code that only computes and prints. */
function isPlainCode(command: readonly Word[]): boolean {
  return !command.some(({ value }) =>
    /\b(?:system|exec|open|require|use|socket|http|LWP|qx|getline|do)\b|`|\|/i.test(value)
  )
}

function names(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/))
}
