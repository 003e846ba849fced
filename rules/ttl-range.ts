import { isMadeAgain } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { writing } from '../src/core/rule-kit/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'ttl-range',
  summary: 'Keep ttlSecondsAfterFinished long enough to debug and short enough to clean up.',
  rationale: `With a TTL of a few seconds a failed Job is gone, with its Pods, exit codes and logs, before anyone has
looked; a TTL of many days is as good as none. Where logs are collected outside the cluster (\`logs: external\` in the
configuration) a short TTL does less harm, and the lower bound is 60 seconds.`,
  whenNot: `It checks only a TTL that is set. \`ttl-required\` reports a missing one, \`hook-ttl\` a TTL under a
minute on a hook, and \`ttl-under-gitops\` any TTL on a Job that Argo CD or Flux keeps. It stays quiet on Jobs that a
queue, an owner or another controller manages.`,
  category: 'lifecycle',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job'],
  fixes: ['unsafe'],
  options: {
    min: {
      type: 'integer',
      minimum: 0,
      default: 300,
      description:
        'The shortest TTL in seconds. With `logs: external` in the configuration it is never more than 60.'
    },
    max: { type: 'integer', minimum: 0, default: 86400, description: 'The longest TTL in seconds.' }
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/'],
  since: '0.1.0',
  examples: [
    {
      title: 'Gone before anyone looks',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 0
          template:
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
          ttlSecondsAfterFinished: 300
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'A month is too long',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 2592000
          template:
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
          ttlSecondsAfterFinished: 86400
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Another rule reports a few seconds on a hook',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          annotations:
            argocd.argoproj.io/hook: PostSync
        spec:
          ttlSecondsAfterFinished: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'A hook has to stay for a minute anyway, so this has no fix',
      options: { min: 0, max: 30 },
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: export
          annotations:
            argocd.argoproj.io/hook: PostSync
        spec:
          ttlSecondsAfterFinished: 60
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'A week is allowed here',
      options: { max: 604800 },
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          ttlSecondsAfterFinished: 604800
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    }
  ],

  *check({ kind, jobSpec, delivery, managedBy }, { options, logs }) {
    const ttl = jobSpec?.at('ttlSecondsAfterFinished')
    const seconds = ttl?.integer
    if (ttl === undefined || seconds === undefined || seconds < 0 || managedBy !== undefined) return
    if (kind === 'Job' && (isMadeAgain(delivery) || (delivery.isHook && seconds < 60))) return
    const min = logs === 'external' ? Math.min(60, options.min) : options.min
    if (seconds < min) {
      const gone = seconds === 0 ? 'immediately' : `after ${duration(seconds)}`
      yield {
        at: ttl,
        message: `With ttlSecondsAfterFinished ${seconds} the Job, its Pods and their logs are gone ${gone}, before anyone can see why it failed. Keep them for ${duration(min)} or more.`,
        fix: writing(ttl, min)
      }
    } else if (seconds > options.max) {
      yield {
        at: ttl,
        message: `With ttlSecondsAfterFinished ${seconds} finished Pods stay for ${duration(seconds)}; the limit is ${duration(options.max)}. Write ${options.max} or less.`,
        ...((!delivery.isHook || options.max >= 60) && { fix: writing(ttl, options.max) })
      }
    }
  }
})
