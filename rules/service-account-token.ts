import type { Field } from '../src/core/document/index.ts'
import { metadataValues, type Resource } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { writing } from '../src/core/rule-kit/index.ts'
import { needsNoApi } from '../src/kubernetes/container/index.ts'

export default defineRule({
  id: 'service-account-token',
  summary: 'Do not mount a service account token in a task that never calls the API.',
  rationale: `By default every Pod gets a token of its service account as a file. A task that only copies a table does
not need it, but it helps anyone who breaks into the task: with it they can do whatever the account may do on the API
server. \`automountServiceAccountToken: false\` leaves the file out.`,
  whenNot: `It reports only where every command of every container is recognized and none is a client of the API. It
stays quiet on programs it does not know, images without a command, containers that only wait for somebody to work in
them, kubectl, oc, helm, argocd and similar tools, clients of a cloud (whose identity may depend on the account),
Vault agents, meshes, workload identity, projected tokens, and on patches and fragments.`,
  category: 'safety',
  severity: { recommended: 'off', strict: 'warning' },
  kinds: ['CronJob', 'Job', 'Pod'],
  fixes: ['unsafe'],
  counterparts: {
    'kube-linter': ['automount-service-account-token'],
    polaris: ['automountServiceAccountToken'],
    checkov: ['CKV_K8S_38']
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'A dump needs no token',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: dump
        spec:
          serviceAccountName: dump
          containers:
            - name: dump
              image: postgres:17.2
              command: [sh, -c, "set -e; pg_dump \"$DATABASE_URL\" | gzip > /backup/shop.sql.gz"]
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: dump
        spec:
          serviceAccountName: dump
          automountServiceAccountToken: false
          containers:
            - name: dump
              image: postgres:17.2
              command: [sh, -c, "set -e; pg_dump \"$DATABASE_URL\" | gzip > /backup/shop.sql.gz"]
      `
    },
    {
      title: 'kubectl calls the API',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: restart
        spec:
          serviceAccountName: restart
          containers:
            - name: restart
              image: registry.k8s.io/kubectl:v1.36.0
              command: [sh, -c, "sleep 5; kubectl rollout restart deployment shop"]
      `
    },
    {
      title: 'A program that the rule does not know',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
              command: [python, report.py]
      `
    },
    {
      title: 'The token is used by hand, or for the cloud',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: ask
        spec:
          containers:
            - name: ask
              image: curlimages/curl:8.11.0
              command: [sh, -c, 'curl -H "Authorization: Bearer $(cat $TOKEN)" https://kubernetes.default/api']
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: upload
          labels:
            azure.workload.identity/use: "true"
        spec:
          containers:
            - name: upload
              image: curlimages/curl:8.11.0
              command: [curl, -T, /data/report.csv, "https://example.com/upload"]
      `
    }
  ],

  *check(resource) {
    const { podSpec, containers, initContainers, isPartial } = resource
    const automount = podSpec.at('automountServiceAccountToken')
    if (isPartial || automount.boolean === false || automount.isPlaceholder || hasIdentity(resource)) return
    if (![...containers, ...initContainers].every((container) => needsNoApi(described(container)))) return
    const found = automount.exists ? 'is requested' : 'is mounted by default'
    yield {
      at: automount,
      message: `A service account token ${found}, but nothing in this task calls the API, so it only helps an intruder. Set automountServiceAccountToken: false.`,
      fix: writing(automount, false, 'serviceAccountName')
    }
  }
})

/** Whether something beside the containers' commands may use the token: a sidecar yet to be injected, a cloud, a volume. */
function hasIdentity(resource: Resource): boolean {
  const { podTemplate, podSpec, containers, initContainers } = resource
  const isMarked = metadataValues(resource, 'labels', 'azure.workload.identity/use').length > 0
  const annotations = [resource.metadata, podTemplate.at('metadata')].flatMap((metadata) =>
    metadata.at('annotations').entries()
  )
  const isInjected = annotations.some(([key]) => /inject|vault|iam|identity|istio|linkerd|eks\./i.test(key))
  const isProjected = podSpec
    .at('volumes')
    .items()
    .some((volume) =>
      volume
        .at('projected', 'sources')
        .items()
        .some((source) => source.at('serviceAccountToken').exists)
    )
  const variables = [...containers, ...initContainers].flatMap((container) => container.at('env').items())
  const isTold = variables.some((variable) =>
    /kube|AWS_ROLE|WEB_IDENTITY|GOOGLE_APPLICATION|AZURE_|VAULT_/i.test(
      `${variable.at('name').value} ${variable.at('value').value}`
    )
  )
  return isMarked || isInjected || isProjected || isTold
}

function described(container: Field): Parameters<typeof needsNoApi>[0] {
  const image = container.at('image').value
  return {
    ...(typeof image === 'string' && { image }),
    command: texts(container.at('command')),
    args: texts(container.at('args'))
  }
}

function texts(list: Field): string[] {
  return list.items().map((item) => String(item.value ?? ''))
}
