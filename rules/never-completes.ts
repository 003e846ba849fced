import type { Field } from '../src/core/document/index.ts'
import { described } from '../src/core/manifest/index.ts'
import { defineRule, type Report, yaml } from '../src/core/rule/index.ts'
import { asSidecar, isAgent, type Unending, unending } from '../src/core/rule-kit/index.ts'
import type { KubernetesVersion } from '../src/kubernetes/api/index.ts'
import { isVaultAgent } from '../src/kubernetes/container/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'never-completes',
  summary: 'Give a Job a command that ends.',
  rationale: `A Job is complete when its containers have ended with exit code 0. \`sleep infinity\`, \`tail -f\`, a
loop without an exit or a server in the foreground never do that: the Job stays active, holds its node's resources,
keeps a CronJob with \`Forbid\` from ever running again, and if it has a deadline it ends as *failed*. What has to run
all the time belongs in a Deployment; to look around, \`kubectl debug\` or \`kubectl run -it --rm\` needs no Pod that waits.

An ordinary init container has to end as well, before the next one and then the work start. A proxy, a database or
\`sleep infinity\` among them is meant to run beside the work: \`restartPolicy: Always\` makes it a sidecar. On an
entry of \`containers\` the same line does harm: since Kubernetes 1.35 it starts the container again after every end.

The rule reads the command as a shell would. It ignores what runs in the background, what a \`break\`, \`exit\` or
\`kill\` can end, and what \`timeout\` limits.`,
  whenNot: `It stays quiet on sidecars (init containers with \`restartPolicy: Always\`), on further containers beside
the main one, which \`sidecar-blocks-completion\` checks, and on Pods with several containers and
shareProcessNamespace, where one may end the other.`,
  category: 'lifecycle',
  severity: { recommended: 'error', strict: 'error' },
  kinds: ['CronJob', 'Job'],
  fixes: ['safe', 'unsafe'],
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
      title: 'A database among the init containers',
      bad: yaml`
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
                  image: postgres:17.2
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
          template:
            spec:
              restartPolicy: Never
              initContainers:
                - name: db
                  image: postgres:17.2
                  restartPolicy: Always
              containers:
                - name: export
                  image: example.com/export:2.3.0
      `
    },
    {
      title: 'A loop before the work',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          template:
            spec:
              restartPolicy: Never
              initContainers:
                - name: sync
                  image: example.com/sync:1.0.0
                  command: ["sh", "-c", "while true; do ./sync; sleep 60; done"]
              containers:
                - name: export
                  image: example.com/shop:2.3.0
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
                - name: sync
                  image: example.com/sync:1.0.0
                  restartPolicy: Always
                  command: ["sh", "-c", "while true; do ./sync; sleep 60; done"]
              containers:
                - name: export
                  image: example.com/shop:2.3.0
      `
    },
    {
      title: 'A sidecar among the containers',
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
                - name: browser
                  image: example.com/browser:4.21.0
                  restartPolicy: Always
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
                - name: browser
                  image: example.com/browser:4.21.0
                  restartPolicy: Always
              containers:
                - name: export
                  image: example.com/export:2.3.0
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
          activeDeadlineSeconds: 3600
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
                      ./test; code=$?
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
                      ./export; code=$?
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

  *check({ jobSpec, podSpec, containers, initContainers }, { kubernetes }) {
    const end = jobSpec?.at('activeDeadlineSeconds').exists
      ? 'only ends as failed, at its deadline'
      : 'never completes'
    yield* unendingInit(initContainers)
    const restarted = kubernetes.some(restartsContainers)
      ? containers.filter((container) => container.at('restartPolicy').value === 'Always')
      : []
    for (const container of restarted) {
      const policy = container.at('restartPolicy')
      yield {
        at: policy,
        message: `Container ${quoted(container.at('name').value)} is started again whenever it ends, even if it has succeeded, so the Job ${end}. Move it to initContainers, or remove its restartPolicy.`,
        fix:
          containers.length > 1
            ? asSidecar(container, podSpec)
            : { title: 'Remove restartPolicy', safety: 'unsafe', changes: [{ remove: policy }] }
      }
    }
    const main = containers.find((container) => !isAgent(container)) ?? containers[0]
    if (main === undefined || restarted.includes(main)) return
    if (containers.length > 1 && podSpec.at('shareProcessNamespace').boolean === true) return
    const found = unending(main)
    if (found === undefined) return
    yield {
      at: found.at,
      message: `The Job ${end}: ${found.because}. Use a command that ends when the work is done, or a Deployment.`
    }
  }
})

/** Init containers run one after the other: what follows one that does not end never starts. */
function* unendingInit(initContainers: readonly Field[]): Generator<Report> {
  for (const container of initContainers) {
    const policy = container.at('restartPolicy')
    if (policy.value === 'Always' || policy.isPlaceholder) continue
    const found = unending(container) ?? proxy(container)
    if (found === undefined) continue
    yield {
      at: found.at,
      message: `Init container ${quoted(container.at('name').value)} has to end before the work starts, but ${found.because}. Write restartPolicy: Always, which makes it a sidecar.`,
      fix: {
        title: 'Write restartPolicy: Always',
        // A loop may have been meant to wait for something.
        safety: found.kind === 'loop' ? 'unsafe' : 'safe',
        changes: [{ set: policy, to: 'Always', after: 'image' }]
      }
    }
  }
}

/** The agent of Vault is none of them: it is often run once, which only its config says. */
function proxy(container: Field): Unending | undefined {
  if (!isAgent(container) || isVaultAgent(described(container))) return undefined
  const image = container.at('image')
  return {
    at: container.at('command').exists || !image.exists ? container.at('command') : image,
    because: 'it is a proxy or agent that runs until it is stopped'
  }
}

/** Whether a version knows restart policies of the containers themselves. */
function restartsContainers(version: KubernetesVersion): boolean {
  return Number(version.split('.')[1]) >= 35
}
