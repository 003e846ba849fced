import { describe, expect, test } from 'vitest'
import { rules } from '../../../rules/index.ts'
import { settingsFor } from '../../../src/core/config/settings.ts'
import { lint } from '../../../src/library.ts'

/** Each way to start a script, as the strings of a container's command. */
const launchers: Readonly<Record<string, (script: string) => readonly string[]>> = {
  'sh -c': (script) => ['sh', '-c', script],
  'bash -c': (script) => ['/bin/bash', '-c', script],
  'bash -euxc': (script) => ['bash', '-euxc', script],
  'bash -o pipefail -c': (script) => ['bash', '-o', 'pipefail', '-c', script],
  'sh -c --': (script) => ['sh', '-c', '--', script],
  'ksh93 -c': (script) => ['ksh93', '-c', script],
  'toybox sh -c': (script) => ['toybox', 'sh', '-c', script],
  'xvfb-run sh -c': (script) => ['xvfb-run', '-a', '-s', '-screen 0 800x600x24', 'sh', '-c', script],
  'mksh -c': (script) => ['mksh', '-c', script],
  'busybox sh -c': (script) => ['busybox', 'sh', '-c', script],
  'su -c': (script) => ['su', 'app', '-c', script],
  'su - -s -c': (script) => ['su', '-', 'app', '-s', '/bin/sh', '-c', script],
  'su --command': (script) => ['su', 'app', '--command', script],
  'su --command=': (script) => ['su', 'app', `--command=${script}`],
  'runuser -- sh -c': (script) => ['runuser', '-u', 'app', '--', 'sh', '-c', script],
  'runuser -u x sh -c': (script) => ['runuser', '-u', 'app', 'sh', '-c', script],
  'runuser -c': (script) => ['runuser', 'app', '-c', script],
  'nix-shell --run': (script) => ['nix-shell', '-p', 'hello', '--run', script],
  'sh -c "sh -c"': (script) => ['sh', '-c', `sh -c '${script}'`],
  'sh -c "su -c"': (script) => ['sh', '-c', `su app -c "${script}"`],
  'sh -c "sudo bash -c"': (script) => ['sh', '-c', `cd /app && sudo -E bash -lc '${script}'`],
  eval: (script) => ['sh', '-c', `eval '${script}'`],
  'sh <<E': (script) => ['sh', '-c', `sh <<E\n${script}\nE\n`],
  'su <<E': (script) => ['sh', '-c', `su - app <<'E'\n${script}\nE\n`],
  'sh <<<': (script) => ['bash', '-c', `sh <<< '${script}'`],
  'echo | sh': (script) => ['sh', '-c', `echo '${script}' | sh`],
  'cat <<E | sh': (script) => ['sh', '-c', `cat <<'E' | sh -s\n${script}\nE\n`],
  '$(cat <<E)': (script) => ['sh', '-c', `sh -c "$(cat <<'E'\n${script}\nE\n)"`],
  'a variable': (script) => ['sh', '-c', `WORK='${script}'\nsh -c "$WORK"`],
  'a script file': (script) => ['sh', '-c', `cat > /tmp/work.sh <<'E'\n${script}\nE\nsh /tmp/work.sh --all`],
  'a function': (script) => ['sh', '-c', `run() { ${script}; }\nrun`],
  'a subshell': (script) => ['sh', '-c', `( ${script} )`],
  gosu: (script) => ['gosu', 'app', 'sh', '-c', script],
  'su-exec': (script) => ['su-exec', 'app:app', 'sh', '-c', script],
  sudo: (script) => ['sudo', 'sh', '-c', script],
  'sudo -u': (script) => ['sudo', '-u', 'app', 'sh', '-c', script],
  'sudo -Hu': (script) => ['sudo', '-Hu', 'app', 'sh', '-c', script],
  'sudo -iu': (script) => ['sudo', '-iu', 'app', script],
  'script -qec': (script) => ['script', '-qec', script, '/dev/null'],
  nsenter: (script) => ['nsenter', '-t', '1', '-m', '--', 'sh', '-c', script],
  'exec "$@"': (script) => ['sh', '-c', 'exec "$@"', '--', 'sh', '-c', script],
  'a function with "$@"': (script) => ['sh', '-c', `run() { "$@"; }\nrun sh -c '${script}'`],
  'ksh -c': (script) => ['ksh', '-c', script],
  doas: (script) => ['doas', '-u', 'app', 'sh', '-c', script],
  'tini --': (script) => ['/sbin/tini', '--', 'sh', '-c', script],
  'dumb-init': (script) => ['dumb-init', 'sh', '-c', script],
  env: (script) => ['env', '-u', 'X', 'A=1', 'sh', '-c', script],
  timeout: (script) => ['timeout', '-k', '5', '60', 'sh', '-c', script],
  nice: (script) => ['nice', '-n', '10', 'sh', '-c', script],
  nohup: (script) => ['nohup', 'sh', '-c', script],
  xargs: (script) => ['xargs', '-0', 'sh', '-c', script],
  exec: (script) => ['sh', '-c', `exec sh -c '${script}'`],
  'an entrypoint': (script) => ['/docker-entrypoint.sh', 'sh', '-c', script]
}

interface Cell {
  readonly rule: string
  readonly script: string
  /** The text that the finding, or the place it relates to, underlines; `job` where no word of the script is meant. */
  readonly at: string
  readonly says?: string
}

const cells: readonly Cell[] = [
  {
    rule: 'backoff-limit-non-idempotent',
    script: 'alembic upgrade head',
    at: 'alembic upgrade',
    says: '"alembic upgrade" changes the database schema'
  },
  {
    rule: 'never-completes',
    script: './work && tail -f /dev/null',
    at: 'tail -f /dev/null',
    says: '"tail -f /dev/null" follows'
  },
  { rule: 'exit-code-masked', script: './work || true', at: 'true', says: 'When "./work" fails' },
  { rule: 'literal-secret', script: 'mysql -uroot -pkT9w-42lq shop', at: 'kT9w-42lq' },
  { rule: 'service-account-token', script: 'psql -l', at: 'job' }
]

/** Cells that are empty for a reason. */
const empty: Readonly<Record<string, string>> = {
  'timeout never-completes': 'it ends, as a failure'
}

/** Where no offset leads back to the manifest, the whole string is underlined. */
const unplaced: Readonly<Record<string, string>> = {}

function findings(rule: string, command: readonly string[]) {
  const items = command.map((text) => `            - |-\n${text.replace(/^/gm, '              ')}\n`).join('')
  const text = `apiVersion: batch/v1
kind: Job
metadata:
  generateName: work-
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: work
          image: example.com/work:1.0.0
          command:
${items}`
  const settings = settingsFor('job.yaml', { rules: { [rule]: 'error' } }, rules)
  const found = lint({ path: 'job.yaml', text }, settings).findings.filter(({ ruleId }) => ruleId === rule)
  return found.map(({ message, range, related }) => ({
    message,
    texts: [range, ...related.map((place) => place.range)].map(({ start, end }) => text.slice(start, end))
  }))
}

describe.each(Object.entries(launchers))('%s', (name, launcher) => {
  test.each(cells)('$rule', ({ rule, script, at, says = '' }) => {
    const found = findings(rule, launcher(script))
    if (empty[`${name} ${rule}`] !== undefined) return expect(found).toEqual([])
    expect(found).toHaveLength(1)
    expect(found[0]?.message).toContain(says)
    if (at !== 'job' && unplaced[`${name} ${rule}`] === undefined) expect(found[0]?.texts).toContain(at)
  })
})
