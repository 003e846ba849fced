import { readingOf } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { lineOf, placeOf, unrepeatable } from '../src/core/rule-kit/index.ts'
import { ownRetry } from '../src/kubernetes/container/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'own-retry-loop',
  summary: 'Do not let a script retry work that must not be done twice.',
  rationale: `\`backoffLimit: 0\` keeps Kubernetes from repeating a migration, an import or a mailing that failed halfway.
A loop in the script itself repeats it all the same: \`until flyway migrate; do sleep 5; done\`, three tries with
\`&& break\`, or a retry tool. Each try starts on top of what the last one left behind, in the same Pod, and nobody is asked.

Usually such a loop is meant to wait for a server. Then wait for the server (\`until pg_isready …\`), and run the work once.`,
  whenNot: `It stays quiet on loops that wait for a server, on loops that do other work in each turn
(\`for file in *.csv\`), and where the work is declared idempotent, only reads, or is not recognized.`,
  category: 'retries',
  severity: { recommended: 'warning', strict: 'error' },
  kinds: ['CronJob', 'Job'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy'],
  since: '0.1.0',
  examples: [
    {
      title: 'A migration until it succeeds',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          backoffLimit: 0
          activeDeadlineSeconds: 900
          ttlSecondsAfterFinished: 3600
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["sh", "-c"]
                  args:
                    - |
                      set -e
                      until flyway migrate; do
                        sleep 5
                      done
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          backoffLimit: 0
          activeDeadlineSeconds: 900
          ttlSecondsAfterFinished: 3600
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["sh", "-c"]
                  args:
                    - |
                      set -e
                      until pg_isready -h db.example.com; do
                        sleep 2
                      done
                      flyway migrate
      `
    },
    {
      title: 'Three tries of a mailing',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          backoffLimit: 0
          activeDeadlineSeconds: 900
          ttlSecondsAfterFinished: 3600
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["sh", "-c"]
                  args:
                    - |
                      for try in 1 2 3; do
                        python manage.py send_newsletter && exit 0
                        sleep 60
                      done
                      exit 1
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          backoffLimit: 0
          activeDeadlineSeconds: 900
          ttlSecondsAfterFinished: 3600
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["sh", "-c"]
                  args:
                    - |
                      python manage.py send_newsletter
      `
    },
    {
      title: 'A tool that tries again',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          backoffLimit: 0
          activeDeadlineSeconds: 900
          ttlSecondsAfterFinished: 3600
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["sh", "-c"]
                  args:
                    - |
                      retry --times 5 -- ./import-orders.sh
      `
    },
    {
      title: 'Each turn does other work',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          backoffLimit: 0
          activeDeadlineSeconds: 900
          ttlSecondsAfterFinished: 3600
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["sh", "-c"]
                  args:
                    - |
                      set -e
                      for file in /in/*.csv; do
                        ./import-orders.sh "$file"
                      done
      `
    },
    {
      title: 'What may be repeated may be retried',
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: migrate-
        spec:
          backoffLimit: 0
          activeDeadlineSeconds: 900
          ttlSecondsAfterFinished: 3600
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: example.com/shop:3.1.0
                  command: ["sh", "-c"]
                  args:
                    - |
                      set -e
                      until kubectl apply -f /manifests; do
                        sleep 5
                      done
      `
    }
  ],

  *check(resource) {
    const proof = unrepeatable(resource)
    if (proof === undefined) return
    for (const container of [...resource.initContainers, ...resource.containers]) {
      const found = ownRetry(readingOf(container), proof.isDeclared)
      if (found === undefined) continue
      const work = quoted(lineOf(found.words))
      const by = found.by === 'loop' ? 'The loop repeats' : 'The retry tool repeats'
      const because = found.why ? `it ${found.why}` : proof.because
      yield {
        at: placeOf(container, found.words),
        message: `${by} ${work} after a failure whatever backoffLimit says, but ${because}. Run it once; if the loop waits for a server, wait for the server alone.`,
        related: proof.related
      }
    }
  }
})
