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
into success, a pipe has the code of its right side, and a loop that of its last round. The Job is \`Complete\`, no
alert fires, and the missing backup is discovered on the day it is needed.

Begin the script with \`set -e\`, and if it has pipes, run it with bash and \`set -o pipefail\`. That is not all:
\`set -e\` ignores conditions, the left side of \`&&\`, \`export X=$(…)\`, what runs in the background and
\`find -exec … \\;\`. And some clients succeed though the server refused what they were given: \`psql -f\` without
ON_ERROR_STOP, \`sqlcmd\` without \`-b\`, \`sqlplus\` without WHENEVER SQLERROR, \`mysql --force\`, \`curl\` without
\`--fail\` (only an info where it just fetches).`,
  whenNot: `It stays quiet with \`set -e\` where that sees the failure, on commands joined by \`&&\`, where only one
command does work, where the script acts on \`$?\`, on \`|| true\` before other work, on checks whose failure is an answer
(\`if ./is-needed\`), and on pipes whose right side fails on empty input.`,
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
      title: 'A pipe in a condition',
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
                      if pg_dump shop | gzip > /backup/shop.sql.gz; then
                        echo done
                      else
                        exit 1
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
                  command: ["bash", "-c"]
                  args:
                    - |
                      set -eo pipefail
                      if pg_dump shop | gzip > /backup/shop.sql.gz; then
                        echo done
                      else
                        exit 1
                      fi
      `
    },
    {
      title: 'export succeeds whatever its value is',
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
                      export TOKEN=$(vault read -field=token secret/export)
                      ./export --all
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
                      set -e
                      TOKEN=$(vault read -field=token secret/export)
                      export TOKEN
                      ./export --all
      `
    },
    {
      title: 'The loop goes on',
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
                      for table in orders items; do
                        ./export --table "$table" || echo "$table failed"
                      done
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
                      failed=0
                      for table in orders items; do
                        ./export --table "$table" || failed=1
                      done
                      exit $failed
      `
    },
    {
      title: 'The exit code is only printed',
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
                      ./export --all
                      echo "exit code: $?"
      `
    },
    {
      title: 'Nobody asks how it ended',
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
                      ./export --table orders &
                      ./export --table items &
                      wait
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
                      set -e
                      ./export --table orders &
                      orders=$!
                      ./export --table items &
                      items=$!
                      wait "$orders"
                      wait "$items"
      `
    },
    {
      title: 'psql continues after an error',
      bad: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
                  command: ["bash", "-c"]
                  args:
                    - |
                      psql --host=db.example.com --file=/sql/close-month.sql shop
      `,
      good: yaml`
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: export-
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: export
                  image: example.com/export:2.3.0
                  command: ["bash", "-c"]
                  args:
                    - |
                      psql --host=db.example.com --set=ON_ERROR_STOP=1 --file=/sql/close-month.sql shop
      `
    },
    {
      title: 'The exit code of kill',
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
                      redis-server &
                      ./test
                      kill $!
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
                      redis-server &
                      ./test
                      code=$?
                      kill $!
                      exit $code
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
      return `With set -e, a failure on the left of && is ignored: when ${work} fails, ${last} is skipped and the script continues. Put each command on its own line.`
    case 'pipe':
      return `A pipe has the exit code of its right side: when ${work} fails, ${last} still succeeds, and so does the Job. Run it with bash and set -o pipefail.`
    case 'output':
      return `The command ${last} succeeds even when ${work} inside it fails, and set -e does not notice. Assign the variable first, then ${lineOf(by)} it on its own line.`
    case 'loop':
      return `When ${work} fails in one turn of the loop, the next turn hides it and the Job can be Complete. Begin the script with set -e, or exit 1 after the loop.`
    case 'background':
      return `Nobody asks how ${work} ended: it runs in the background, so the Job is Complete even when it fails. Keep its process ID and use wait "$pid".`
    case 'find':
      return `A find with -exec … \\; ignores the failure of ${work}, so the Job is Complete. End the -exec with + instead, or pipe the names into xargs.`
    case 'trap':
      return `The trap replaces every exit code by 0: when ${work} fails, the Job is Complete anyway. Remove exit 0 from the trap.`
    case 'client':
      return `The client in ${work} exits with 0 even after an error from the server, so the Job is Complete. ${advice.startsWith('no ') ? 'Remove' : 'Add'} ${advice.replace(/^no /, '')}.`
    case 'next':
      return `Only the last command, ${last}, decides whether the Job succeeds: when ${work} fails, the script continues. Begin it with set -e, or join the commands with &&.`
  }
}
