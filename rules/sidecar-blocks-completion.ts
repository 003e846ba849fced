import type { Field } from '../src/core/document/index.ts'
import { described, type Resource, readingOf } from '../src/core/manifest/index.ts'
import { defineRule, type Report, yaml } from '../src/core/rule/index.ts'
import { asSidecar, isAgent, unending, wordsOf } from '../src/core/rule-kit/index.ts'
import {
  callsIn,
  isProxy,
  isVaultAgent,
  opensQuitEndpoint,
  runsOnlyKnown
} from '../src/kubernetes/container/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'sidecar-blocks-completion',
  summary: 'Run proxies and agents as sidecars, not as containers of the Job.',
  rationale: `A Job is complete when *all* of its containers have ended. A proxy or agent among them (cloud-sql-proxy,
istio-proxy, envoy, a log or metrics collector) does not know that the work is done: it keeps running, the Pod stays
\`Running\`, and the Job never completes, although its work has succeeded.

An init container with \`restartPolicy: Always\` is a sidecar: it starts before the work, runs beside it, and is
stopped when the containers have ended. Kubernetes has had sidecars since 1.29.

Sidecars that a webhook adds have the same effect: \`vault.hashicorp.com/agent-inject\`, \`dapr.io/enabled\` and
\`linkerd.io/inject\` on the Pod template are reported as a warning, since the manifest does not show what is installed.`,
  whenNot: `It stays quiet where the agent ends on its own (vault agent with \`-exit-after-auth\`), where another
container ends it (a call to \`/quitquitquit\` or \`/shutdown\`, linkerd-await, a \`kill\` in a Pod with
shareProcessNamespace), and on a Job that consists only of the agent. cloud-sql-proxy's \`--exit-zero-on-sigterm\` ends
nothing, and \`--quitquitquit\` only opens the endpoint: where nothing calls it, this is a warning, because the
program of an image may. Injected sidecars are quiet with \`agent-pre-populate-only\` and with native sidecars.`,
  category: 'lifecycle',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job'],
  fixes: ['unsafe'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
    'https://github.com/GoogleCloudPlatform/cloud-sql-proxy/blob/main/examples/k8s-sidecar/README.md'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'The proxy outlives the work',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
                - name: proxy
                  image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0
                  startupProbe:
                    tcpSocket:
                      port: 5432
                    periodSeconds: 1
                    failureThreshold: 60
                  args: ["--port=5432", "project:region:db"]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              initContainers:
                - name: proxy
                  image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0
                  restartPolicy: Always
                  startupProbe:
                    tcpSocket:
                      port: 5432
                    periodSeconds: 1
                    failureThreshold: 60
                  args: ["--port=5432", "project:region:db"]
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'So does a server beside the tests',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: test-
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: test
                  image: example.com/test:2.3.0
                - name: db
                  image: redis:7.2.4
                  startupProbe:
                    tcpSocket:
                      port: 6379
                    periodSeconds: 1
                    failureThreshold: 60
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: test-
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              initContainers:
                - name: db
                  image: redis:7.2.4
                  restartPolicy: Always
                  startupProbe:
                    tcpSocket:
                      port: 6379
                    periodSeconds: 1
                    failureThreshold: 60
              containers:
                - name: test
                  image: example.com/test:2.3.0
      `
    },
    {
      title: 'A flag that ends nothing',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
                - name: proxy
                  image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0
                  startupProbe:
                    tcpSocket:
                      port: 5432
                    periodSeconds: 1
                    failureThreshold: 60
                  args: ["--exit-zero-on-sigterm", "project:region:db"]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              initContainers:
                - name: proxy
                  image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0
                  restartPolicy: Always
                  startupProbe:
                    tcpSocket:
                      port: 5432
                    periodSeconds: 1
                    failureThreshold: 60
                  args: ["--exit-zero-on-sigterm", "project:region:db"]
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'An endpoint that nobody calls',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
                - name: proxy
                  image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0
                  startupProbe:
                    tcpSocket:
                      port: 5432
                    periodSeconds: 1
                    failureThreshold: 60
                  args: ["--quitquitquit", "project:region:db"]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              initContainers:
                - name: proxy
                  image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0
                  restartPolicy: Always
                  startupProbe:
                    tcpSocket:
                      port: 5432
                    periodSeconds: 1
                    failureThreshold: 60
                  args: ["--quitquitquit", "project:region:db"]
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'An agent that Vault adds',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 2
          template:
            metadata:
              annotations:
                vault.hashicorp.com/agent-inject: "true"
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 2
          template:
            metadata:
              annotations:
                vault.hashicorp.com/agent-inject: "true"
                vault.hashicorp.com/agent-pre-populate-only: "true"
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'The task ends the proxy, also when it has failed',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
                  command: ["sh", "-c"]
                  args:
                    - |
                      ./export; code=$?
                      curl -X POST localhost:9091/quitquitquit
                      exit $code
                - name: proxy
                  image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0
                  args: ["--quitquitquit", "--port=5432", "project:region:db"]
      `
    },
    {
      title: 'The task ends the proxy of the mesh',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
                  command: ["sh", "-c"]
                  args:
                    - |
                      ./export; code=$?
                      curl -X POST localhost:15020/quitquitquit
                      exit $code
                - name: istio-proxy
                  image: docker.io/istio/proxyv2:1.22.0
      `
    },
    {
      title: 'The task ends daprd',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 2
          template:
            metadata:
              annotations:
                dapr.io/enabled: "true"
                dapr.io/app-id: export
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
                  command: ["sh", "-c"]
                  args:
                    - |
                      ./export; code=$?
                      curl -X POST localhost:3500/v1.0/shutdown
                      exit $code
      `
    },
    {
      title: 'The task kills the proxy',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              shareProcessNamespace: true
              containers:
                - name: export
                  image: example.com/export:2.3.0
                  command: ["sh", "-c"]
                  args:
                    - |
                      ./export; code=$?
                      pkill cloud-sql-proxy
                      exit $code
                - name: proxy
                  image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0
                  args: ["--port=5432", "project:region:db"]
      `
    },
    {
      title: 'The agent is the work',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: render
                  image: envoyproxy/envoy:v1.30.0
                  command: ["envoy", "--mode", "validate", "-c", "/etc/envoy.yaml"]
      `
    }
  ],

  *check(resource) {
    const { podSpec, containers } = resource
    yield* injected(resource)
    const main = containers.find((container) => !isAgent(container))
    if (main === undefined || containers.length < 2) return
    for (const container of containers) {
      // One that is restarted forever is reported by never-completes, whatever it runs.
      if (container === main || container.at('restartPolicy').value === 'Always') continue
      const found = isAgent(container) ? undefined : unending(container)
      if (found === undefined && !isAgent(container)) continue
      const ways = waysOut(container, resource)
      if (ways === 'taken' || isTerminatedFromOutside(container)) continue
      const name = quoted(container.at('name').value)
      // Where the work has no end either, this would not help the Job.
      const isMovable = unending(main) === undefined && !container.at('restartPolicy').exists
      yield {
        at: container.at('name').exists ? container.at('name') : container,
        message: `Container ${name} never ends on its own, so the Job never completes, although its work is done. ${ways === undefined ? '' : `${ways} `}Move it to initContainers with restartPolicy: Always.`,
        ...(ways !== undefined && isUnseen(container, resource) && { severity: 'warning' }),
        ...(isMovable && { fix: asSidecar(container, podSpec) }),
        ...(found && { related: [{ at: found.at, message: `Here ${found.because}.` }] })
      }
    }
  }
})

/** Whether another container ends this one: 'taken' if so, a sentence where the Pod only makes that possible. */
function waysOut(container: Field, { podSpec, containers }: Resource): 'taken' | string | undefined {
  const calls = callsIn(containers.filter((other) => other !== container).flatMap(textsOf))
  const isShared = podSpec.at('shareProcessNamespace').boolean === true
  const agent = described(container)
  if (calls.shutdown || (calls.quit && isProxy(agent)) || (calls.kill && isShared)) return 'taken'
  if (isShared) return 'shareProcessNamespace alone ends nothing: no other container kills it.'
  if (opensQuitEndpoint(agent))
    return '--quitquitquit only opens an endpoint, which no other container calls.'
  return isVaultAgent(agent) && [...agent.command, ...agent.args].some((word) => /^-config\b/.test(word))
    ? 'It ends only if its config has exit_after_auth.'
    : undefined
}

/** Whether its end may be where nobody sees it: in a program of the other containers, or in the config of Vault. */
function isUnseen(container: Field, { containers }: Resource): boolean {
  const others = containers.filter((other) => other !== container)
  const isSeen = others.every((other) => runsOnlyKnown(described(other), readingOf(other)))
  return !isSeen || isVaultAgent(described(container))
}

/** The words of a container, and the values of its variables, which may name the endpoint. */
function textsOf(container: Field): string[] {
  const variables = container.at('env').items()
  return [
    ...wordsOf(container),
    ...variables.map((variable) => `${variable.at('name').value} ${variable.at('value').value}`)
  ]
}

/** OpenKruise ends the containers that carry this variable. */
function isTerminatedFromOutside(container: Field): boolean {
  return container
    .at('env')
    .items()
    .some((variable) => variable.at('name').value === 'KRUISE_TERMINATE_SIDECAR_WHEN_JOB_EXIT')
}

/** Sidecars that a webhook adds because of an annotation on the Pods. */
function* injected(resource: Resource): Generator<Report> {
  const { podTemplate, podSpec, containers } = resource
  const annotations = podTemplate.at('metadata', 'annotations')
  const isOn = (key: string) => truths.test(String(annotations.at(key).value))
  if (
    annotations.entries().some(([key, { value }]) => /native-?sidecar/i.test(key) && String(value) === 'true')
  )
    return
  const calls = callsIn(containers.flatMap(textsOf))
  const isShared = podSpec.at('shareProcessNamespace').boolean === true
  for (const { key, values, name, isEnded, advice } of injectors) {
    const at = annotations.at(key)
    if (!values.test(String(at.value).trim()) || isEnded(isOn, calls)) continue
    if (calls.kill && (isShared || isOn('vault.hashicorp.com/agent-share-process-namespace'))) continue
    yield {
      at: at.key,
      message: `Annotation ${key} adds ${name} to the Pod, which runs on when the work has ended, so the Job never completes. ${advice}`,
      severity: 'warning'
    }
  }
}

interface Injector {
  readonly key: string
  /** Those that switch it on, as the tool reads them. */
  readonly values: RegExp
  readonly name: string
  readonly isEnded: (isOn: (key: string) => boolean, calls: ReturnType<typeof callsIn>) => boolean
  readonly advice: string
}

/** What Go's ParseBool takes for true. */
const truths = /^(?:1|t|T|true|True|TRUE)$/

const injectors: readonly Injector[] = [
  {
    key: 'vault.hashicorp.com/agent-inject',
    values: truths,
    name: 'a Vault agent',
    isEnded: (isOn, { shutdown }) =>
      isOn('vault.hashicorp.com/agent-pre-populate-only') ||
      (shutdown && isOn('vault.hashicorp.com/agent-enable-quit')),
    advice: 'Add vault.hashicorp.com/agent-pre-populate-only: "true".'
  },
  {
    key: 'dapr.io/enabled',
    values: /^(?:y|yes|true|t|on|1)$/i,
    name: 'daprd',
    isEnded: (_, { shutdown }) => shutdown,
    advice: 'End the task with a POST to localhost:3500/v1.0/shutdown.'
  },
  {
    key: 'linkerd.io/inject',
    values: /^(?:enabled|ingress)$/,
    name: 'the proxy of Linkerd',
    isEnded: (_, { shutdown }) => shutdown,
    advice: 'Add config.beta.linkerd.io/proxy-enable-native-sidecar: "true".'
  }
]
