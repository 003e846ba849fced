import { Field, parse } from '../src/core/document/index.ts'
import { described, metadataValues, type Resource, readingOf } from '../src/core/manifest/index.ts'
import { defineRule, type Report, yaml } from '../src/core/rule/index.ts'
import { apiUse, hasOtherAccess, writing } from '../src/core/rule-kit/index.ts'
import { needsNoApi } from '../src/kubernetes/container/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'service-account-token',
  summary: 'Mount a service account token in tasks that call the API, and only in them.',
  rationale: `By default every Pod gets a token of its service account as a file. A task that only copies a table does
not need it, but it helps anyone who breaks into the task: with it they can do whatever the account may do on the API
server. \`automountServiceAccountToken: false\` leaves the file out.

The other way round is an error in every profile but \`minimal\`: kubectl, helm or a client library finds neither a token
nor a kubeconfig where the Pod, or its ServiceAccount in the same file, has \`automountServiceAccountToken: false\`.
kubectl then asks localhost:8080, and every run fails.`,
  whenNot: `A missing token is not reported with a projected token, a kubeconfig or KUBECONFIG, credentials in the command, and
commands that stay offline (\`kubectl kustomize\`, \`helm template\`).

A token too many is reported under strict only, and only where every command of every container is recognized and
none is a client of the API. It stays quiet on programs it does not know, images without a command, containers that only wait for somebody to work in
them, kubectl, oc, helm, argocd and similar tools, clients of a cloud (whose identity may depend on the account),
Vault agents, meshes, workload identity, projected tokens, and on patches and fragments.`,
  category: 'safety',
  severity: { recommended: 'error', strict: 'error' },
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
      title: 'kubectl without a token',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: restart
        spec:
          serviceAccountName: restart
          automountServiceAccountToken: false
          containers:
            - name: restart
              image: registry.k8s.io/kubectl:v1.36.0
              command: [kubectl, rollout, restart, deployment/shop]
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: restart
        spec:
          serviceAccountName: restart
          automountServiceAccountToken: true
          containers:
            - name: restart
              image: registry.k8s.io/kubectl:v1.36.0
              command: [kubectl, rollout, restart, deployment/shop]
      `
    },
    {
      title: 'The account mounts no token',
      bad: yaml`
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: restart
        automountServiceAccountToken: false
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: restart
        spec:
          serviceAccountName: restart
          containers:
            - name: restart
              image: alpine/helm:3.19.0
              args: [upgrade, shop, ./chart]
      `,
      good: yaml`
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: restart
        automountServiceAccountToken: false
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: restart
        spec:
          serviceAccountName: restart
          automountServiceAccountToken: true
          containers:
            - name: restart
              image: alpine/helm:3.19.0
              args: [upgrade, shop, ./chart]
      `
    },
    {
      title: 'The token is projected, or the cluster another one',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: restart
        spec:
          serviceAccountName: restart
          automountServiceAccountToken: false
          volumes:
            - name: token
              projected:
                sources:
                  - serviceAccountToken:
                      path: token
          containers:
            - name: restart
              image: registry.k8s.io/kubectl:v1.36.0
              command: [kubectl, rollout, restart, deployment/shop]
              volumeMounts:
                - name: token
                  mountPath: /var/run/secrets/kubernetes.io/serviceaccount
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: elsewhere
        spec:
          automountServiceAccountToken: false
          volumes:
            - name: config
              secret:
                secretName: other-cluster
          containers:
            - name: list
              image: registry.k8s.io/kubectl:v1.36.0
              command: [kubectl, get, nodes]
              env:
                - name: KUBECONFIG
                  value: /config/kubeconfig
              volumeMounts:
                - name: config
                  mountPath: /config
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
    if (isPartial || automount.isPlaceholder) return
    if (automount.boolean === false) {
      yield* withoutToken(resource, 'automountServiceAccountToken: false leaves it without a token')
      return
    }
    if (hasIdentity(resource)) return
    if (
      ![...containers, ...initContainers].every((container) =>
        needsNoApi(described(container), readingOf(container))
      )
    )
      return
    const found = automount.exists ? 'is requested' : 'is mounted by default'
    yield {
      at: automount,
      message: `A service account token ${found}, but nothing in this task calls the API, so it only helps an intruder. Set automountServiceAccountToken: false.`,
      severity: { recommended: 'off', strict: 'warning' },
      fix: writing(automount, false, 'serviceAccountName')
    }
  },

  *checkResources(resources, { texts }) {
    if (!texts.some((text) => tokenless.test(text))) return
    const accounts = texts.flatMap(accountsIn)
    for (const resource of resources) {
      const { podSpec, metadata, isPartial } = resource
      const account = podSpec.at('serviceAccountName')
      if (isPartial || podSpec.at('automountServiceAccountToken').exists || account.text === undefined)
        continue
      const found = accounts.find(
        (other) => other.at('name').value === account.text && isSameNamespace(other, metadata)
      )
      if (found === undefined) continue
      const why = `ServiceAccount ${quoted(account.text)} of this file has automountServiceAccountToken: false`
      yield* withoutToken(resource, why, account)
    }
  }
})

/** The other way round: a client of the API that has nothing to log in with. */
function* withoutToken(resource: Resource, why: string, account?: Field): Generator<Report> {
  const use = hasOtherAccess(resource) ? undefined : apiUse(resource)
  if (use === undefined) return
  const automount = resource.podSpec.at('automountServiceAccountToken')
  yield {
    at: account ?? automount,
    message: `Command ${quoted(use.line)} calls the API server, but ${why}, so every run fails. Set automountServiceAccountToken: true in the Pod spec.`,
    related: [{ at: use.at, message: 'This calls the API.' }],
    fix: writing(automount, true, 'serviceAccountName')
  }
}

/** The metadata of the service accounts of a text that mount no token. */
function accountsIn(text: string): Field[] {
  if (!tokenless.test(text)) return []
  return parse({ path: '', text }, { wanted: (part) => part.includes('ServiceAccount') }).flatMap(
    (document) => {
      const root = new Field(document, [], document.value)
      const isTokenless = root.at('automountServiceAccountToken').value === false
      return root.at('kind').value === 'ServiceAccount' && isTokenless ? [root.at('metadata')] : []
    }
  )
}

const tokenless = /kind["']?:\s*["']?ServiceAccount\b/

/** Whether two objects may be in one namespace, as far as theirs are written. */
function isSameNamespace(one: Field, other: Field): boolean {
  const [a, b] = [one.at('namespace').text, other.at('namespace').text]
  return a === undefined || b === undefined || a === b
}

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
