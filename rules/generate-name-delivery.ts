import type { DeliveryMethod } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'generate-name-delivery',
  summary: 'Use generateName only where the manifest is created, never where it is applied.',
  rationale: `With generateName the API server makes up a new name for each object that is *created*. Whatever
*applies* an object has to find it again by its name: \`kubectl apply\` says "cannot use generate name with apply", Flux
cannot apply it either, so that nothing of its Kustomization is reconciled, and Helm fails with "resource name may not be
empty" as soon as it looks the object up. \`kustomize build\` refuses every object without a name ("missing metadata.name
in object"), hooks included, so nothing of the folder is built. Where both name and generateName are set, the name wins
and generateName has no effect, so a second run collides with the first after all.`,
  whenNot: `It stays quiet where the delivery is unknown or \`kubectl create\`, and on hooks of Helm and Argo CD that
no kustomization lists (though Helm finds a hook by its name before it deletes it, so a name is safer there);
generateName beside a name is reported under any delivery except hooks. Objects that were read from a cluster or have
an owner have both and are left alone. Set the delivery in the configuration where the manifest does not show it.`,
  category: 'identity',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job', 'Pod'],
  fixes: ['safe'],
  references: [
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#generated-values',
    'https://github.com/kubernetes/kubernetes/issues/44501',
    'https://github.com/kubernetes-sigs/kustomize/issues/641',
    'https://github.com/helm/helm/issues/3348'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'Helm has to find it again',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
          labels:
            app.kubernetes.io/managed-by: Helm
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate-3-1-0
          labels:
            app.kubernetes.io/managed-by: Helm
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    },
    {
      title: 'Flux applies it',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
          labels:
            kustomize.toolkit.fluxcd.io/name: shop
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    },
    {
      title: 'The name wins',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate-3-1-0
          generateName: migrate-
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate-3-1-0
        spec:
          ttlSecondsAfterFinished: 3600
          activeDeadlineSeconds: 1800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    },
    {
      title: 'Objects from a cluster have both',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report-28912340-x7k2p
          generateName: report-28912340-
          ownerReferences:
            - apiVersion: batch/v1
              kind: Job
              name: report-28912340
              uid: 0b1ce3b6-7b0c-4d6c-8f2e-0f2d8a6f1b9c
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: example.com/report:1.4.2
      `
    },
    {
      title: 'Argo CD creates its hooks',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
          annotations:
            argocd.argoproj.io/hook: PreSync
            argocd.argoproj.io/hook-delete-policy: HookSucceeded
        spec:
          activeDeadlineSeconds: 1800
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
      `
    }
  ],

  *check({ metadata, delivery, surroundings, managedBy, isPartial }) {
    const [name, generateName] = [metadata.at('name'), metadata.at('generateName')]
    if (!generateName.value || managedBy !== undefined) return
    if (name.value) {
      if (delivery.isHook) return
      yield {
        at: generateName,
        message: `The name ${quoted(name.value)} wins over generateName, which has no effect: a second run finds the name taken. Keep only one of the two.`,
        related: [{ at: name, message: 'This is the name that the object gets.' }],
        fix: { title: 'Remove generateName', safety: 'safe', changes: [{ remove: generateName }] }
      }
      return
    }
    const isBuilt = surroundings.kustomization?.isPatch === false
    const refused = refusals[isBuilt ? 'kustomize' : delivery.method]
    if (refused === undefined || isPartial) return
    yield {
      at: generateName.key,
      message: refused,
      ...(delivery.evidence &&
        !isBuilt && { related: [{ at: delivery.evidence, message: 'This shows how it is delivered.' }] })
    }
  }
})

const refusals: Partial<Readonly<Record<DeliveryMethod, string>>> = {
  'kubectl-apply':
    'kubectl apply refuses a manifest with generateName and no name. Write a name that contains the release, or use kubectl create.',
  kustomize:
    'kustomize refuses an object without metadata.name, so nothing of the folder is built. Write a name that contains the release instead of generateName.',
  flux: 'Flux cannot apply generateName without a name, and the whole reconciliation fails. Write a name that contains the release.',
  helm: 'Helm finds an object by its name and fails on generateName alone ("resource name may not be empty"). Write a name that contains the release, or make it a hook.'
}
