import type { Field } from '../src/core/document/index.ts'
import type { Fix } from '../src/core/fix/index.ts'
import type { Resource } from '../src/core/manifest/index.ts'
import { defineRule, type Report, yaml } from '../src/core/rule/index.ts'
import { annotate, metadataAbove } from '../src/core/rule-kit/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'eviction-annotation',
  summary: 'Write eviction annotations on the Pod template, quoted, and under their current names.',
  rationale: `The cluster autoscaler and Karpenter read \`safe-to-evict\` and \`do-not-disrupt\` from the *Pod*. A Job
does not pass its own annotations on, so on the Job they protect nothing, and the node goes away in the middle of the
work. Annotation values are strings: an unquoted \`false\` is refused. Karpenter called its annotation
\`karpenter.sh/do-not-evict\` until v1beta1 and has not read that name since v1.`,
  whenNot: `It stays quiet on an annotation of the object that the Pod template has as well. Turn it off with an older
Karpenter, which still reads the old name.`,
  category: 'safety',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job', 'Pod'],
  fixes: ['safe', 'unsafe'],
  references: [
    'https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#what-types-of-pods-can-prevent-ca-from-removing-a-node',
    'https://karpenter.sh/docs/concepts/disruption/#pod-level-controls',
    'https://karpenter.sh/docs/upgrading/v1beta1-migration/'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'The Job is never evicted; its Pod is',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: report-
          annotations:
            cluster-autoscaler.kubernetes.io/safe-to-evict: "false"
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: report-
        spec:
          template:
            metadata:
              annotations:
                cluster-autoscaler.kubernetes.io/safe-to-evict: "false"
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    },
    {
      title: 'An annotation cannot be a boolean',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
          annotations:
            karpenter.sh/do-not-disrupt: true
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
          annotations:
            karpenter.sh/do-not-disrupt: "true"
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
      `
    },
    {
      title: 'The old name',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            spec:
              template:
                metadata:
                  annotations:
                    karpenter.sh/do-not-evict: "true"
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            spec:
              template:
                metadata:
                  annotations:
                    karpenter.sh/do-not-disrupt: "true"
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'On the Job of a CronJob',
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            metadata:
              annotations:
                karpenter.sh/do-not-disrupt: "true"
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            spec:
              template:
                metadata:
                  annotations:
                    karpenter.sh/do-not-disrupt: "true"
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: example.com/report:1.4.2
      `
    },
    {
      title: 'As a label',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
          labels:
            cluster-autoscaler.kubernetes.io/safe-to-evict: "false"
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
      `,
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: report
          annotations:
            cluster-autoscaler.kubernetes.io/safe-to-evict: "false"
        spec:
          containers:
            - name: report
              image: example.com/report:1.4.2
      `
    },
    {
      title: 'On both, as common annotations are',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: report-
          annotations:
            karpenter.sh/do-not-disrupt: "true"
        spec:
          template:
            metadata:
              annotations:
                karpenter.sh/do-not-disrupt: "true"
            spec:
              restartPolicy: Never
              containers:
                - name: report
                  image: example.com/report:1.4.2
      `
    }
  ],

  *check(resource) {
    const template = resource.podTemplate.at('metadata')
    for (const { metadata, holder } of [
      ...metadataAbove(resource),
      { metadata: template, holder: undefined }
    ]) {
      for (const key of names.keys()) {
        const annotation = metadata.at('annotations', key)
        const label = metadata.at('labels', key)
        const isBelow = holder !== undefined && template.at('annotations', key).exists
        if (label.exists && !annotation.exists && !isBelow) yield asLabel(key, label, resource)
        if (annotation.exists && !isBelow) yield* judge(annotation, template, holder)
      }
    }
  }
})

/** The annotations, and the present name of each. */
const names: ReadonlyMap<string, string> = new Map([
  ['cluster-autoscaler.kubernetes.io/safe-to-evict', 'cluster-autoscaler.kubernetes.io/safe-to-evict'],
  ['karpenter.sh/do-not-disrupt', 'karpenter.sh/do-not-disrupt'],
  ['karpenter.sh/do-not-evict', 'karpenter.sh/do-not-disrupt']
])

/** At most one report: the place comes first, since moving the annotation is what has to be done anyway. */
function* judge(at: Field, template: Field, misplaced: string | undefined): Generator<Report> {
  const key = String(at.path.at(-1))
  const present = names.get(key) ?? key
  if (misplaced !== undefined) {
    yield {
      at: at.key,
      tag: 'unnecessary',
      message: `${short(key)} on the ${misplaced} has no effect: it is read from Pods, and a Job does not pass its annotations on. Write ${present} on the Pod template.`,
      ...onPods(at, template)
    }
  } else if (present !== key) {
    yield {
      at: at.key,
      tag: 'deprecated',
      message: `Karpenter no longer reads ${key}, so this Pod can be disrupted in the middle of its work. Write ${present}.`,
      fix: { title: `Rename ${key} to ${present}`, safety: 'unsafe', changes: [{ rename: at, to: present }] }
    }
  } else if (typeof at.value === 'boolean') {
    yield {
      at,
      message: `Annotation ${key} is the boolean ${at.value}, but annotation values must be strings, and the API server refuses anything else. Write ${quoted(String(at.value))}.`,
      insteadOf: 'schema',
      fix: {
        title: `Write "${at.value}"`,
        safety: 'safe',
        changes: [{ set: at, to: String(at.value) }]
      }
    }
  }
}

function asLabel(key: string, at: Field, { kind, podTemplate }: Resource): Report {
  return {
    at: at.key,
    tag: 'unnecessary',
    message: `${short(key)} has no effect as a label: it is read as an annotation. Move ${names.get(key)} to the annotations of the ${kind === 'Pod' ? 'Pod' : 'Pod template'}.`,
    ...onPods(at, podTemplate.at('metadata'))
  }
}

/** Moved to the Pods, unless the value is not a scalar, whose text there would be a guess. */
function onPods(at: Field, template: Field): { fix?: Fix<Field> } {
  const present = names.get(String(at.path.at(-1))) as string
  const isScalar = typeof at.value === 'string' || typeof at.value === 'boolean'
  if (!isScalar || template.at('annotations', present).exists) return {}
  const title = `Move ${present} to the annotations of the Pods`
  return { fix: { title, safety: 'unsafe', changes: annotate(at, template, present) } }
}

function short(key: string): string {
  return `Annotation ${key.slice(key.indexOf('/') + 1)}`
}
