import { type Option, optionGroups } from './options.ts'

/** What `--help` shows. */
export function help(): string {
  const groups = Object.entries(optionGroups).map(([title, group]) => {
    const lines = Object.entries<Option>(group).map(([name, option]) => line(flag(name, option), option.help))
    return `${title}:\n${lines.join('')}`
  })
  return `${start}\n${groups.join('\n')}\n${end}`
}

const start = `jobsworth lints Kubernetes Job, CronJob and Pod manifests, offline.

  jobsworth [lint] [FILE, FOLDER, GLOB or -]…
                                 lint these, or the current folder
  jobsworth explain RULE         why a rule exists, and what to write instead
  jobsworth explain --task FILE  how its Jobs are delivered, whether they can be
                                 repeated, and why
  jobsworth rules                every rule with its severities
  jobsworth baseline [FILE…]     record today's findings, to hide them from
                                 now on
  jobsworth init                 write a commented jobsworth.yaml
  jobsworth lsp                  serve an editor (Language Server Protocol)

Folders, including hidden ones, are searched for .yaml, .yml and .json files;
.git, node_modules and what .gitignore, .jobsworthignore or the config excludes
are skipped, and symbolic links to folders are not followed. A file that you
name is linted whatever it is called (write ./rules for a file that has the name
of a command).
`

const end = `Exit code: 0 no findings at or above --fail-on, 1 some findings, 2 an error in
the command or config, a file that could not be read, or a crash.
`

function flag(name: string, { short, value }: Option): string {
  return `${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`
}

function line(left: string, right: string): string {
  const [first = '', ...more] = left.length > width ? ['', ...wrapped(right)] : wrapped(right)
  const below = more.map((part) => `  ${' '.repeat(width)} ${part}\n`).join('')
  return `${`  ${left.padEnd(width)} ${first}`.trimEnd()}\n${below}`
}

/** The words in lines that fit beside the flags in a terminal of eighty columns. */
function wrapped(text: string): string[] {
  return text.match(new RegExp(`.{1,${80 - width - 3}}(?= |$)`, 'g'))?.map((part) => part.trim()) ?? []
}

const width = 31
