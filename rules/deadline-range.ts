import { defineRule, yaml } from '../src/core/rule/index.ts'
import { writing } from '../src/core/rule-kit/index.ts'
import { duration } from '../src/text/index.ts'

export default defineRule({
  id: 'deadline-range',
  summary: 'Keep activeDeadlineSeconds within what a run can take.',
  rationale: `The deadline of a Job counts from its start: scheduling, pulling the image and every retry are included. Under ten
seconds hardly any Pod has started when the Job is ended as failed. Over a day the deadline no longer does its work: a Pod
that hangs or cannot be scheduled goes unnoticed, and a CronJob that forbids overlaps runs nothing in the meantime.`,
  whenNot: `It judges only a deadline that is written; absence is \`deadline-required\`. Where runs take days, raise \`max\`.`,
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
      title: 'A month is no deadline',
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
      title: 'Over before the image is there',
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
        message: `With activeDeadlineSeconds ${seconds} the Job has failed after ${duration(seconds)}, scheduling and image pull included: hardly any Pod gets to its work. Write the expected run time and some room.`
      }
    } else if (seconds > options.max) {
      yield {
        at: deadline,
        message: `With activeDeadlineSeconds ${seconds} a hanging Job goes unnoticed for ${duration(seconds)}; ${duration(options.max)} (${options.max}) is the most that still counts as a deadline. Write the expected run time and some room.`,
        fix: writing(deadline, options.max)
      }
    }
  }
})
