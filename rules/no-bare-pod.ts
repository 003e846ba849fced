import { defineRule, yaml } from '../src/core/rule.ts'

export default defineRule({
  id: 'no-bare-pod',
  summary: 'Require a controller for every Pod: a Job for a task, a Deployment for a server.',
  rationale: `Nobody watches over a Pod that stands on its own. When its node drains or dies the work is lost and not
started again; when it ends, it stays in the namespace as \`Completed\` or \`Error\` until a person removes it. A Job
retries, keeps count, and takes its Pods along when it is deleted.`,
  whenNot: `It stays quiet on Pods with ownerReferences or a status, static and mirror Pods, hooks of Helm and Argo CD,
and Pods that a Kueue queue holds. Turn it off for folders of Pods that people run by hand to look around.`,
  category: 'lifecycle',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['Pod'],
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/#working-with-pods'],
  since: '0.1.0',
  examples: [
    {
      title: 'A task without a Job',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: backfill
        spec:
          restartPolicy: Never
          containers:
            - name: backfill
              image: example.com/shop:3.1.0
              command: ["./bin/backfill"]
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: backfill
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: backfill
                  image: example.com/shop:3.1.0
                  command: ["./bin/backfill"]
      `
    },
    {
      title: 'A server without a Deployment',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: example.com/web:1.0.0
      `
    },
    {
      title: 'A Helm test',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: smoke-test
          annotations:
            helm.sh/hook: test
        spec:
          restartPolicy: Never
          containers:
            - name: smoke-test
              image: example.com/smoke:1.0.0
      `
    },
    {
      title: 'A Pod of a Kueue pod group',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          generateName: train-
          labels:
            kueue.x-k8s.io/queue-name: research
        spec:
          restartPolicy: Never
          containers:
            - name: train
              image: example.com/train:7.2.0
      `
    }
  ],

  *check({ root, metadata, podSpec, managedBy, delivery, isPartial }) {
    if (isPartial || managedBy !== undefined || delivery.isHook) return
    const annotations = metadata.at('annotations')
    if (staticPod.some((key) => annotations.at(key).exists)) return
    const isTask = ['Never', 'OnFailure'].includes(podSpec.at('restartPolicy').text ?? '')
    yield {
      at: root.at('kind'),
      message: isTask
        ? 'This Pod is a one-off task on its own: if its node goes, nobody starts it again, and once it ends nobody removes it; make it a Job.'
        : 'This Pod stands on its own: if its node goes, nobody starts it again; make it a Deployment, or a Job if its work has an end.'
    }
  }
})

const staticPod = ['kubernetes.io/config.mirror', 'kubernetes.io/config.source', 'kubernetes.io/config.hash']
