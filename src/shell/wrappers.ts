import type { Word } from './step.ts'

/** How a program that runs another one is followed by it. */
interface Wrapper {
  /** The subcommand after which the command follows: `bundle exec`, `poetry run`. */
  readonly after?: string
  /** Options that take the next word as their value. */
  readonly takes?: string
  /** Words between the options and the command: a user, a time, a host. */
  readonly skip?: number
}

const table: Readonly<Record<string, Wrapper>> = {
  'exec nohup command builtin setsid catatonit dumb-init tini tini-static docker-init ddtrace-run vault-env with-contenv':
    {
      takes: '-a -p -e -r'
    },
  'opentelemetry-instrument elastic-apm-run setpriv caffeinate unbuffer strace ltrace fakeroot': {},
  'time gtime': { takes: '-f -o' },
  'xvfb-run': { takes: '-e -f -n -p -s -w' },
  nice: { takes: '-n --adjustment' },
  nsenter: { takes: '-t --target -S -G' },
  'unshare setarch linux32 linux64 pkexec firejail setcap chrt': {},
  'numactl systemd-run': { takes: '-p -u --unit --property' },
  ionice: { takes: '-c -n -p' },
  'timeout gtimeout': { takes: '-s -k --signal --kill-after', skip: 1 },
  env: { takes: '-u -C' },
  sudo: { takes: '-u -g -h -p -C -U' },
  doas: { takes: '-u -C' },
  'gosu su-exec s6-setuidgid setuidgid taskset run-one-until': { skip: 1 },
  'k3s microk8s minikube tsh rancher': {},
  chroot: { skip: 1 },
  stdbuf: { takes: '-i -o -e' },
  'xargs parallel': { takes: '-n -I -P -L -d -s -a -E -j --max-args --max-procs --delimiter --jobs' },
  chpst: { takes: '-u -e -n' },
  flock: { takes: '-w -E', skip: 1 },
  watch: { takes: '-n' },
  'docker-entrypoint docker-entrypoint.sh entrypoint entrypoint.sh docker_entrypoint.sh launcher cnb lifecycle-launcher':
    {},
  'dockerize wait-for-db': {
    takes: '-wait -timeout -wait-retry-interval -template -stdout -stderr -wait-http-header -poll'
  },
  'wait-for-it wait-for-it.sh wait-for wait-for.sh wait-on waitforit wait4x': {
    takes: '-t -h -p --timeout --host --port -w',
    skip: 1
  },
  'newrelic-admin': { skip: 1 },
  bundle: { after: 'exec' },
  'rbenv pyenv asdf nodenv volta': { after: 'exec run' },
  'mise rtx': { after: 'exec x' },
  'poetry pdm hatch rye pixi': { after: 'run', takes: '-e -C --directory -p' },
  'uv uvx': {
    after: 'run',
    takes: '--with --project --python -p --extra --group --directory --env-file --package'
  },
  pipenv: { after: 'run' },
  'conda micromamba mamba': { after: 'run', takes: '-n -p --name --prefix' },
  'chamber aws-vault direnv': { after: 'exec', skip: 1 },
  'doppler op infisical dotenvx dotenv varlock': {
    after: 'run',
    takes: '-f --env-file --env --project --config -p -c -e'
  },
  'dotenv-cli env-cmd cross-env': { takes: '-e -f -p -c' },
  npx: { takes: '-p --package' },
  'bunx pnpx': { takes: '-p --package' },
  npm: { after: 'exec x run run-script', takes: '--prefix -w --workspace -C -p --package' },
  pnpm: { after: 'exec dlx run', takes: '--filter -F -C --dir -w' },
  yarn: { after: 'run exec dlx', takes: '--cwd' },
  bun: { after: 'run x', takes: '--cwd --env-file' },
  deno: { after: 'task run', takes: '--config -c --cwd' },
  ssh: { takes: '-i -p -o -l -F -J -b -c -L -R', skip: 1 }
}

const wrappers = new Map(
  Object.entries(table).flatMap(([names, wrapper]) =>
    names.split(' ').map((name) => [name, wrapper] as const)
  )
)

/** The command that a program such as `sudo`, `timeout` or `bundle exec` runs; undefined where it is none of them. */
export function unwrap(name: string, words: readonly Word[]): readonly Word[] | undefined {
  if (isRetry(name)) return retried(words)
  if (name === 'command' && /^-[vV]$/.test(words[1]?.value ?? '')) return undefined
  const wrapper = wrappers.get(name)
  if (wrapper === undefined) return undefined
  const takes = new Set(wrapper.takes?.split(' '))
  let at = afterOptions(words, 1, takes)
  if (wrapper.after !== undefined) {
    if (!wrapper.after.split(' ').includes(words[at]?.value ?? '')) return undefined
    at = afterOptions(words, at + 1, takes)
  }
  if (words[at - 1]?.value !== '--') {
    at = afterOptions(words, at + (wrapper.skip ?? 0), takes)
  }
  while (name !== 'ssh' && /^[A-Za-z_]\w*=/.test(words[at]?.value ?? '')) at++
  // Nothing to run: the program has a say of its own, as `wait-for-it db:5432` or a bare entrypoint.
  return at < words.length ? words.slice(at) : undefined
}

function afterOptions(words: readonly Word[], from: number, takes: ReadonlySet<string>): number {
  let at = from
  for (let value = words[at]?.value; value?.startsWith('-'); value = words[at]?.value) {
    at += takesNext(value, takes) ? 2 : 1
    if (value === '--') break
  }
  return at
}

/** Whether the next word is the value of an option, or of the last of several letters: `-u`, `-Hu`, not `-uroot`. */
function takesNext(value: string, takes: ReadonlySet<string>): boolean {
  if (takes.has(value)) return true
  if (!/^-[A-Za-z]{2,}$/.test(value)) return false
  const letter = [...value.slice(1)].findIndex((one) => takes.has(`-${one}`))
  return letter === value.length - 2
}

/** Whether a program runs another one again until it succeeds. */
export function isRetry(name: string): boolean {
  return /^(?:with[-_]?)?(?:retry|retries|backoff|until-success|again)(?:[-_.]?(?:cli|sh|command|cmd))?$/.test(
    name
  )
}

/** What such a program runs: `retry -t 5 -d 10 -- work`, `retry 5 work`, `retry --times=3 "work --all"`. */
function retried(words: readonly Word[]): readonly Word[] | undefined {
  const dashes = words.findIndex(({ value }) => value === '--')
  let at = dashes > 0 ? dashes + 1 : 1
  if (dashes < 0) {
    while (/^(?:-|\d+(?:\.\d+)?(?:ms|s|m)?$)/.test(words[at]?.value ?? '')) at++
  }
  return at < words.length ? words.slice(at) : undefined
}
