import { options } from './arguments.ts'

/** The text of `--help`. */
export function help(): string {
  const rows = Object.entries(options).map(([name, option]) => {
    const short = 'short' in option ? `-${option.short}, ` : ''
    const value = 'value' in option ? ` ${option.value}` : ''
    return [`  ${short}--${name}${value}`, option.help] as const
  })
  const width = Math.max(...rows.map(([left]) => left.length)) + 2
  return `jobsworth lints Kubernetes Job, CronJob and Pod manifests, offline.

Usage:
  jobsworth [FILE|FOLDER|GLOB|-]...    lint; without operands the current folder
  jobsworth explain RULE               why a rule exists, with examples and options
  jobsworth rules [--format json]      all rules
  jobsworth init                       write a commented jobsworth.yaml

Options:
${rows.map(([left, right]) => left.padEnd(width) + right).join('\n')}

Exit codes: 0 nothing at or above --fail-on, 1 something, 2 a wrong command or config, an unreadable file, a crash.
`
}
