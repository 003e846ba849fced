import { defineRule, yaml } from '../src/core/rule/index.ts'
import { isAgent, unending } from '../src/core/rule-kit/index.ts'

export default defineRule({
  id: 'never-completes',
  summary: 'Give a Job a command that ends.',
  rationale: `A Job is complete when its containers have ended with exit code 0. \`sleep infinity\`, \`tail -f\`, a
loop without an exit or a server in the foreground never do that: the Job stays active, holds its node's resources,
keeps a CronJob with \`Forbid\` from ever running again, and if it has a deadline it ends as *failed*. What has to run
all the time belongs in a Deployment; to look around in a cluster, use
\`kubectl debug\` or \`kubectl run -it --rm\`.

The rule reads the command as a shell would. It ignores what runs in the background, what a \`break\`, \`exit\` or
\`kill\` can end, and what \`timeout\` limits.`,
  whenNot: `It stays quiet on sidecars (init containers with \`restartPolicy: Always\`), on further containers beside
the main one, which \`sidecar-blocks-completion\` checks, and on Pods with several containers and
shareProcessNamespace, where one may end the other.`,
  category: 'lifecycle',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job'],
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'The script works, then waits forever',
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
                  command: ["sh", "-c"]
                  args:
                    - |
                      ./export --all
                      tail -f /dev/null
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
              containers:
                - name: export
                  image: example.com/export:2.3.0
                  command: ["sh", "-c"]
                  args:
                    - |
                      ./export --all
      `
    },
    {
      title: 'A loop without an exit',
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
                  command: ["sh", "-c"]
                  args:
                    - |
                      while true; do
                        ./export --new
                        sleep 60
                      done
      `
    },
    {
      title: 'A server in the foreground',
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
                - name: db
                  image: example.com/db:1.4.0
                  command: ["redis-server", "--port", "6379"]
      `
    },
    {
      title: 'The image runs a server by default',
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
                - name: web
                  image: nginx:1.27.0
      `
    },
    {
      title: 'A sleep of an hour does end',
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
                - name: wait
                  image: busybox:1.36.1
                  command: ["sleep", "3600"]
      `
    },
    {
      title: 'The loop ends when the work is done',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          activeDeadlineSeconds: 900
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
                  command: ["sh", "-c"]
                  args:
                    - |
                      while true; do
                        ./export --new && break
                        sleep 60
                      done
      `
    },
    {
      title: 'The server is stopped when the tests have ended',
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
                      redis-server &
                      ./test
                      code=$?
                      kill $!
                      exit $code
      `
    },
    {
      title: 'The process that follows the log is stopped too',
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
                      tail -f /var/log/export.log &
                      ./export
                      code=$?
                      kill $!
                      exit $code
      `
    },
    {
      title: 'A sidecar may run forever',
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
                - name: logs
                  image: busybox:1.36.1
                  restartPolicy: Always
                  command: ["sleep", "infinity"]
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'The arguments decide',
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
                - name: run
                  image: example.com/run:1.0.0
                  command: ["sh", "-c", "exec \"$@\"", "--"]
                  args: ["./export"]
      `
    }
  ],

  *check({ jobSpec, podSpec, containers }) {
    const main = containers.find((container) => !isAgent(container)) ?? containers[0]
    if (main === undefined) return
    if (containers.length > 1 && podSpec.at('shareProcessNamespace').boolean === true) return
    const found = unending(main)
    if (found === undefined) return
    const end = jobSpec?.at('activeDeadlineSeconds').exists
      ? 'only ends as failed, at its deadline'
      : 'never completes'
    yield {
      at: found.at,
      message: `The Job ${end}: ${found.because}. Use a command that ends when the work is done, or a Deployment.`
    }
  }
})
