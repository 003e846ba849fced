import type { Field } from '../src/core/document/index.ts'
import type { Fix } from '../src/core/fix/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { isAgent, unending, wordsOf } from '../src/core/rule-kit/index.ts'
import { endsSidecar } from '../src/kubernetes/container/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'sidecar-blocks-completion',
  summary: 'Run proxies and agents as sidecars, not as containers of the Job.',
  rationale: `A Job is complete when *all* of its containers have ended. A proxy or agent among them (cloud-sql-proxy,
istio-proxy, envoy, a log or metrics collector) does not know that the work is done: it keeps running, the Pod stays
\`Running\`, and the Job never completes, although its work has succeeded.

An init container with \`restartPolicy: Always\` is a sidecar: it starts before the work, runs beside it, and is
stopped when the containers have ended. Kubernetes has had sidecars since 1.29.`,
  whenNot: `It stays quiet where the agent ends on its own (cloud-sql-proxy with \`--quitquitquit\` or
\`--exit-zero-on-sigterm\`, vault agent with \`-exit-after-auth\`), where another container ends it
(\`/quitquitquit\`, linkerd-await), with shareProcessNamespace, and on a Job that consists only of the agent.`,
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
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
                - name: proxy
                  image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0
                  args: ["--port=5432", "project:region:db"]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          template:
            spec:
              restartPolicy: Never
              initContainers:
                - name: proxy
                  image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0
                  restartPolicy: Always
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
          generateName: export-
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: test
                  image: example.com/test:2.3.0
                - name: db
                  image: redis:7.2.4
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          template:
            spec:
              restartPolicy: Never
              initContainers:
                - name: db
                  image: redis:7.2.4
                  restartPolicy: Always
              containers:
                - name: test
                  image: example.com/test:2.3.0
      `
    },
    {
      title: 'The task makes the proxy quit',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
                  command: ["sh", "-c"]
                  args:
                    - |
                      ./export && curl -X POST localhost:9091/quitquitquit
                - name: proxy
                  image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0
                  args: ["--quitquitquit", "--port=5432", "project:region:db"]
      `
    },
    {
      title: 'The task stops the proxy of the mesh',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
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
      title: 'One container may end the other',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          template:
            spec:
              restartPolicy: Never
              shareProcessNamespace: true
              containers:
                - name: export
                  image: example.com/export:2.3.0
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

  *check({ podSpec, containers }) {
    if (containers.length < 2 || podSpec.at('shareProcessNamespace').boolean === true) return
    if (containers.some((container) => endsSidecar(wordsOf(container)))) return
    const main = containers.find((container) => !isAgent(container))
    for (const container of containers) {
      if (main === undefined || container === main) continue
      const found = isAgent(container) ? undefined : unending(container)
      if (found === undefined && !isAgent(container)) continue
      const name = quoted(container.at('name').value)
      // Where the work has no end either, this would not help the Job.
      const isMovable = unending(main) === undefined && !container.at('restartPolicy').exists
      yield {
        at: container.at('name').exists ? container.at('name') : container,
        message: `Container ${name} never ends on its own, so the Job never completes, although its work is done. Move it to initContainers with restartPolicy: Always.`,
        ...(isMovable && { fix: asSidecar(container, podSpec) }),
        ...(found && { related: [{ at: found.at, message: `Here ${found.because}.` }] })
      }
    }
  }
})

/** Last of the init containers: those before it have managed without it so far. */
function asSidecar(container: Field, podSpec: Field): Fix<Field> {
  const initContainers = podSpec.at('initContainers')
  const to = initContainers.at(initContainers.items().length)
  const keys = podSpec.entries().map(([key]) => key)
  const after = keys[keys.indexOf('containers') - 1]
  return {
    title: 'Move it to initContainers with restartPolicy: Always',
    safety: 'unsafe',
    changes: [
      { move: container, to, with: { restartPolicy: 'Always' }, ...(after !== undefined && { after }) }
    ]
  }
}
