import { baseName } from './idempotency/program.ts'
import { parseImage } from './image.ts'

/** What tells a proxy or agent. */
export interface SidecarContainer {
  readonly name: string
  readonly image: string
  /** `command` and `args` together. */
  readonly words: readonly string[]
  /** Whether there is a `command`, in place of the image's own. */
  readonly hasCommand: boolean
}

/** Whether a container is a proxy or agent beside the work, which runs until it is told to stop. */
export function isSidecar({ name, image, words, hasCommand }: SidecarContainer): boolean {
  const line = words.join(' ')
  if (ends.test(line)) return false
  const path = parseImage(image).name.toLowerCase()
  if (hasCommand) return programs.test(baseName(words[0] ?? '')) && !/^vault (?!agent)/.test(line)
  if (/(?:^|\/)vault(?:-\w+)?$/.test(path)) return /^agent\b/.test(line)
  return images.test(path) || dockerInDocker.test(image) || names.test(name)
}

/** Whether a command line tells such a proxy or agent to end: `curl -X POST localhost:15020/quitquitquit`. */
export function endsSidecar(words: readonly string[]): boolean {
  return /quitquitquit|\/shutdown\b|linkerd-await|scuttle|\bpkill\b|\bkillall\b/.test(words.join(' '))
}

/** Options with which it ends when the work is done, or at once. */
const ends =
  /quitquitquit|exit[-_]zero|exit[-_]after[-_]auth|--?version\b|--?help\b|\bvalidate\b|--dry-run|--run-once|\bkill\b/i

const programs =
  /^(?:cloud[-_]sql[-_]proxy|alloydb-auth-proxy|envoy|pilot-agent|linkerd2?-proxy|vault|consul-dataplane|fluent-bit|fluentd|filebeat|promtail|vector|otelcol[\w-]*|otel-collector|telegraf|statsd[-_]exporter|jaeger-agent|xray|oauth2-proxy|pgbouncer|tailscaled|dockerd|dockerd-entrypoint\.sh)$/

const images =
  /(?:^|\/)(?:cloud-?sql-proxy|gce-proxy|alloydb-auth-proxy|proxyv2|istio-proxy|linkerd\/proxy|envoy|consul-dataplane|fluent-bit|fluentd|filebeat|promtail|vector|opentelemetry-collector[\w-]*|otelcol[\w-]*|telegraf|statsd-exporter|jaeger-agent|aws-xray-daemon|oauth2-proxy|pgbouncer|tailscale)$/

const dockerInDocker = /(?:^|\/)docker:[\w.-]*dind/

const names =
  /^(?:cloud-?sql-?proxy|istio-proxy|linkerd-proxy|envoy|envoy-proxy|vault-agent|fluent-?bit|otel-collector|otc-container)$/
