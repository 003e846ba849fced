import { defineRule, yaml } from '../src/core/rule/index.ts'
import { writing } from '../src/core/rule-kit/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'deadline-range',
  summary: 'Keep activeDeadlineSeconds within a realistic range.',
  rationale: `The deadline of a Job counts from its start and includes scheduling, pulling the image and every retry.
Under ten seconds, hardly any Pod has started before the Job is ended as failed. Over a day, the deadline no longer
serves its purpose: a Pod that hangs or cannot be scheduled goes unnoticed, and a CronJob that forbids overlaps runs
nothing in the meantime.`,
  whenNot: `It checks only a deadline that is set; \`deadline-required\` reports a missing one. Where runs take days,
raise \`max\`.`,
  category: 'lifecycle',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job'],
  fixes: ['unsafe'],
  options: {
    min: { type: 'integer', minimum: 0, default: 10, description: 'The shortest deadline in seconds.' },
    max: { type: 'integer', minimum: 0, default: 86400, description: 'The longest deadline in seconds.' }
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup'],
  since: '0.1.0',
  examples: [
    {
      title: 'A month is too long for a deadline',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: 2592000
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
          activeDeadlineSeconds: 86400
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Expired before the image is pulled',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: 5
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Exactly a day',
      good: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: export
        spec:
          schedule: "0 3 * * *"
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              activeDeadlineSeconds: 86400
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: export
                      image: example.com/export:2.3.0
      `
    },
    {
      title: 'Training may take a week here',
      options: { max: 604800 },
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: 604800
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'Filled in later',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: "{{ .Values.deadline }}"
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    }
  ],

  *check({ jobSpec }, { options }) {
    const deadline = jobSpec?.at('activeDeadlineSeconds')
    const seconds = deadline?.integer
    if (deadline === undefined || seconds === undefined || seconds < 0) return
    if (seconds < options.min) {
      yield {
        at: deadline,
        message: `With activeDeadlineSeconds ${seconds} the Job fails after ${duration(seconds)}, scheduling and image pull included, so hardly any Pod gets to do its work. Write the expected run time plus a margin.`
      }
    } else if (seconds > options.max) {
      yield {
        at: deadline,
        message: `With activeDeadlineSeconds ${seconds} a hung Job goes unnoticed for ${duration(seconds)}; the limit is ${duration(options.max)} (${options.max}). Write the expected run time plus a margin.`,
        fix: writing(deadline, options.max)
      }
    }
  }
})
