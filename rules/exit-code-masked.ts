import { readingOf } from '../src/core/manifest/index.ts'
import { defineRule, yaml } from '../src/core/rule/index.ts'
import { lineOf, placeOf } from '../src/core/rule-kit/index.ts'
import { type Mask, maskedFailure } from '../src/kubernetes/container/index.ts'
import { quoted } from '../src/text/index.ts'

export default defineRule({
  id: 'exit-code-masked',
  summary: 'Let a script fail when its work fails.',
  rationale: `Kubernetes learns of a failure only from the exit code of the container. A shell script ends with the
code of its *last* command: \`./export; echo done\` succeeds whatever the export did, \`|| true\` turns every failure
into success, and a pipe has the code of its right side. The Job is \`Complete\`, no alert fires, and the missing
backup is discovered on the day it is needed.

Begin the script with \`set -e\`, and if it has pipes, run it with bash and \`set -o pipefail\`.`,
  whenNot: `It stays quiet with \`set -e\` (but not on the left side of a pipe), on commands joined by \`&&\`, where
only one command does work, where the script checks \`$?\` itself, and on \`|| true\` before the last command.`,
  category: 'lifecycle',
  severity: { recommended: 'warning', strict: 'warning' },
  kinds: ['CronJob', 'Job'],
  references: [
    'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#set',
    'https://www.gnu.org/software/bash/manual/html_node/Pipelines.html'
  ],
  since: '0.1.0',
  examples: [
    {
      title: 'The last command always succeeds',
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
                      echo done
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
                      set -e
                      ./export --all
                      echo done
      `
    },
    {
      title: 'Failure is turned into success',
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
                      ./export --all || true
      `
    },
    {
      title: 'An empty backup is a success too',
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
                  command: ["bash", "-c"]
                  args:
                    - |
                      set -e
                      pg_dump shop | gzip > /backup/shop.sql.gz
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
                  command: ["bash", "-c"]
                  args:
                    - |
                      set -eo pipefail
                      pg_dump shop | gzip > /backup/shop.sql.gz
      `
    },
    {
      title: 'The second step hides the failure of the first',
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
                      ./publish
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
                      ./export --all && ./publish
      `
    },
    {
      title: 'The failure is only logged',
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
                      if ./export --all; then
                        echo done
                      else
                        echo failed
                      fi
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
                      if ./export --all; then
                        echo done
                      else
                        echo failed
                        exit 1
                      fi
      `
    },
    {
      title: 'Only the cleanup may fail here',
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
                      rm /tmp/lock || true
                      ./export --all
      `
    },
    {
      title: 'The right side is the one that counts',
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
                      ./export --list | grep -q shop
      `
    },
    {
      title: 'The shell gets the option on its command line',
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
                  command: ["sh", "-ec"]
                  args:
                    - |
                      ./export --all
                      echo done
      `
    },
    {
      title: 'The exit code is passed on',
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
                      code=$?
                      echo done
                      exit $code
      `
    }
  ],

  *check({ containers }) {
    for (const container of containers) {
      const mask = maskedFailure(readingOf(container))
      if (mask === undefined) continue
      const [at, hidden] = [placeOf(container, mask.by), placeOf(container, mask.hidden)]
      const isElsewhere = mask.by !== mask.hidden && mask.kind !== 'alternative'
      yield {
        at,
        message: message(mask),
        ...(mask.isMinor && { severity: 'info' as const }),
        ...(isElsewhere && { related: [{ at: hidden, message: 'The failure of this command is lost.' }] })
      }
    }
  }
})

function message({ kind, hidden, by, advice = '' }: Mask): string {
  const [work, last] = [quoted(lineOf(hidden)), quoted(lineOf(by))]
  switch (kind) {
    case 'alternative':
      return `When ${work} fails, ${last} after the || turns that into a success, and the Job is Complete. Remove it, or end with || exit 1.`
    case 'ending':
      return `The script ends with ${last}, which always succeeds: when ${work} fails, the Job is Complete anyway. Begin the script with set -e.`
    case 'told':
      return `When ${work} fails, the script only reports it with ${last}, which succeeds, so the Job is Complete. Write exit 1 after it.`
    case 'unanswered':
      return `When ${work} fails, this if has no branch that fails: it is skipped, and the Job is Complete. Add else exit 1, or run the command without if.`
    case 'and':
      return `set -e ignores a failure on the left of &&: when ${work} fails, ${last} is skipped and the script continues. Put each command on its own line.`
    case 'pipe':
      return `A pipe has the exit code of its right side: when ${work} fails, ${last} still succeeds, and so does the Job. Run it with bash and set -o pipefail.`
    case 'output':
      return `${last} succeeds even when ${work} inside it fails, and set -e does not notice. Assign the variable first, then ${lineOf(by)} it on its own line.`
    case 'loop':
      return `When ${work} fails in one turn of the loop, the next turn hides it and the Job can be Complete. Begin the script with set -e, or exit 1 after the loop.`
    case 'background':
      return `Nobody asks how ${work} ended: it runs in the background, so the Job is Complete even when it fails. Keep its process ID and use wait "$pid".`
    case 'find':
      return `find -exec … \\; ignores the failure of ${work}, so the Job is Complete. End the -exec with + instead, or pipe the names into xargs.`
    case 'trap':
      return `The trap replaces every exit code by 0: when ${work} fails, the Job is Complete anyway. Remove exit 0 from the trap.`
    case 'client':
      return `${work} exits with 0 even after an error from the server, so the Job is Complete. ${advice.startsWith('no ') ? 'Remove' : 'Add'} ${advice.replace(/^no /, '')}.`
    case 'next':
      return `Only the last command, ${last}, decides whether the Job succeeds: when ${work} fails, the script continues. Begin it with set -e, or join the commands with &&.`
  }
}
