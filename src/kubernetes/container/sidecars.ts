import { baseName, isLimited, type Reading } from '../../shell/index.ts'
import { parseImage } from './image.ts'
import type { TaskContainer } from './reading.ts'

/** Whether a container is a proxy or agent beside the work, which runs until it is told to stop. */
export function isSidecar(
  { name = '', image = '', command, args }: TaskContainer,
  reading: Reading
): boolean {
  if ([...command, ...args].some((word) => finite.test(word))) return false
  if (command.length > 0) {
    const [program, ...others] = reading.programs
    if (program === undefined || others.length > 0 || isLimited(program.command)) return false
    const subcommand = subcommands.get(program.name)
    return programs.test(program.name) && (!subcommand || program.words[1]?.value === subcommand)
  }
  const path = parseImage(image).name.toLowerCase()
  const first = args[0] ?? '-'
  if (vault.test(path)) return first === 'agent'
  // What is neither an option nor the agent itself may be any other program of the image: `istio-iptables`.
  const isAgent = first.startsWith('-') || programs.test(baseName(first)) || first === 'proxy'
  if (databaseProxies.test(path)) return isAgent || /[:/]/.test(first)
  return isAgent && (images.test(path) || dockerInDocker.test(image) || names.test(name))
}

/** Whether a container is an agent of Vault, whose config may say that it ends after it has logged in. */
export function isVaultAgent({ image = '', command, args }: TaskContainer): boolean {
  return vault.test(parseImage(image).name.toLowerCase()) || /\bvault\b/.test([...command, ...args].join(' '))
}

/** Whether a container is a proxy that may have an endpoint by which others end it. */
export function isProxy({ name = '', image = '', command, args }: TaskContainer): boolean {
  return /prox|envoy|consul|linkerd|istio|\bauto$/i.test(
    [name, parseImage(image).name, ...command, ...args].join(' ')
  )
}

/** Whether a proxy of a database opens an endpoint by which others can end it. */
export function opensQuitEndpoint({ command, args }: TaskContainer): boolean {
  return [...command, ...args].some((word) => /^--?quitquitquit(?:=true)?$/.test(word))
}

/**
 * What the words and variables of a container can end in another: a proxy by its `quit` endpoint, whatever can be
 * `shutdown`, and any process by a `kill` where the Pod shares its process namespace.
 */
export function callsIn(texts: readonly string[]): {
  readonly [Way in 'quit' | 'shutdown' | 'kill']: boolean
} {
  const text = texts.join(' ')
  return {
    quit: /quitquitquit|scuttle|ISTIO_QUIT_API|ENVOY_ADMIN_API/.test(text),
    shutdown: /\bshutdown|linkerd-await|agent\/v1\/quit/i.test(text),
    kill: /\b(?:p?kill|killall|killall5)\b/.test(text)
  }
}

/** Words with which such a program does something else, or ends. */
const finite =
  /^(?:--?(?:version|help|check|check-syntax|dry-run|once|run-once|test|validate|stdin|exit-after-auth)(?:=true)?|--mode=(?:validate|init_only)|validate|init_only|version|help|setup|export|keystore|components|exit_on_eof=\w+)$/i

const programs =
  /^(?:cloud[-_]sql[-_]proxy|alloydb-auth-proxy|envoy|pilot-agent|linkerd2?-proxy|vault|consul-dataplane|fluent-bit|fluentd|filebeat|promtail|vector|otelcol[\w-]*|otel-collector|telegraf|statsd[-_]exporter|jaeger-agent|xray|oauth2-proxy|pgbouncer|tailscaled|dockerd|dockerd-entrypoint\.sh)$/

/** What some of them have to be given to stay. */
const subcommands: ReadonlyMap<string, string> = new Map([
  ['vault', 'agent'],
  ['pilot-agent', 'proxy']
])

const vault = /(?:^|\/)vault(?:-\w+)?$/

/** Their arguments are the databases themselves: `project:region:instance`. */
const databaseProxies = /(?:^|\/)(?:cloud-?sql-proxy|gce-proxy|alloydb-auth-proxy)$/

const images =
  /(?:^|\/)(?:proxyv2|istio-proxy|linkerd\/proxy|envoy|consul-dataplane|fluent-bit|fluentd|filebeat|promtail|vector|opentelemetry-collector[\w-]*|otelcol[\w-]*|telegraf|statsd-exporter|jaeger-agent|aws-xray-daemon|oauth2-proxy|pgbouncer|tailscale)$/

const dockerInDocker = /(?:^|\/)docker:[\w.-]*dind/

const names =
  /^(?:cloud-?sql-?proxy|istio-proxy|linkerd-proxy|envoy|envoy-proxy|vault-agent|fluent-?bit|otel-collector|otc-container)$/
