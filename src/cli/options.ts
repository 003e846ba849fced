export const commands = ['lint', 'explain', 'rules', 'init', 'baseline', 'lsp'] as const
export type Subcommand = (typeof commands)[number]

/** One flag of the command line. */
export interface Option {
  readonly type: 'boolean' | 'string'
  readonly short?: string
  readonly multiple?: true
  /** What the value is called in the help. */
  readonly value?: string
  readonly help: string
  /** The commands that take it; only `lint` where nothing is said. */
  readonly commands?: readonly Subcommand[]
}

/** The commands that lint. */
const linting = ['lint', 'baseline'] as const satisfies readonly Subcommand[]

/** Every flag, in the order and groups of the help. */
export const optionGroups = {
  'Which files': {
    'ignore-pattern': {
      type: 'string',
      multiple: true,
      value: 'PATTERN',
      commands: linting,
      help: 'leave out these files as well, even if named (as in .gitignore)'
    },
    'force-exclude': {
      type: 'boolean',
      commands: linting,
      help: 'leave out named files that a search would leave out (for pre-commit)'
    },
    'no-error-on-unmatched-pattern': {
      type: 'boolean',
      commands: linting,
      help: 'allow patterns that match nothing'
    },
    'stdin-filename': {
      type: 'string',
      value: 'FILE',
      commands: linting,
      help: 'the name under which "-" is reported and configured'
    },
    since: { type: 'string', value: 'REF', help: 'lint only files that changed since this git revision' }
  },
  'Which rules': {
    config: {
      type: 'string',
      short: 'c',
      value: 'FILE',
      commands: [...linting, 'explain'],
      help: 'use this config for every file'
    },
    'no-config': { type: 'boolean', commands: [...linting, 'explain'], help: 'use no config' },
    'print-config': { type: 'string', value: 'FILE', help: 'show the settings for this file, as JSON' },
    profile: {
      type: 'string',
      value: 'NAME',
      commands: linting,
      help: 'minimal, recommended (default) or strict'
    },
    rule: {
      type: 'string',
      multiple: true,
      value: "'ID: SEVERITY'",
      commands: linting,
      help: "set a rule, also with options: 'ttl-range: [error, {max: 3600}]'"
    },
    'no-inline-config': { type: 'boolean', help: 'ignore suppressions in comments and annotations' },
    'report-unused-disable-directives': {
      type: 'boolean',
      help: 'warn about unused suppressions; --fix removes the comments'
    },
    'kubernetes-version': {
      type: 'string',
      value: 'VERSION',
      commands: linting,
      help: 'the version to check against (default: the newest), or a range: 1.31, 1.31-1.34'
    },
    delivery: {
      type: 'string',
      value: 'METHOD',
      commands: [...linting, 'explain'],
      help: 'how manifests reach the cluster: kubectl-apply, helm, argocd …'
    }
  },
  'What to report': {
    baseline: {
      type: 'string',
      value: 'FILE',
      commands: linting,
      help: 'hide the known findings in this file, which `jobsworth baseline` writes'
    },
    'no-baseline': { type: 'boolean', help: 'hide no findings, whatever the config says' },
    'changed-lines': { type: 'boolean', help: 'with --since: report only findings on changed lines' },
    format: {
      type: 'string',
      short: 'f',
      value: 'NAME',
      commands: ['lint', 'rules'],
      help: 'text (default), friendly (a page a finding), compact, json, sarif, code-scanning, github, gitlab, junit, checkstyle, markdown, or an ESLint formatter by name or path'
    },
    'output-file': { type: 'string', short: 'o', value: 'FILE', help: 'write the report to this file' },
    report: {
      type: 'string',
      multiple: true,
      value: 'FORMAT=FILE',
      help: 'write an additional report of the same run: sarif=out.sarif'
    },
    quiet: { type: 'boolean', short: 'q', help: 'report errors only' },
    verbose: { type: 'boolean', help: 'name every template that was skipped, not the first five' },
    color: { type: 'boolean', help: 'color the report' },
    'no-color': { type: 'boolean', help: 'do not color it (also NO_COLOR=1)' }
  },
  'What to fix': {
    fix: { type: 'boolean', help: 'apply the safe fixes to the files' },
    'unsafe-fixes': {
      type: 'boolean',
      help: 'also apply fixes that guess, such as the seconds of a TTL; review the diff'
    },
    'fix-dry-run': { type: 'boolean', help: 'report as if the fixes were applied, but write nothing' },
    diff: { type: 'boolean', help: 'print what fixes would change instead of the report, but write nothing' }
  },
  'When to fail': {
    'fail-on': {
      type: 'string',
      value: 'SEVERITY',
      help: 'error (default), warning or info; overrides failOn of the config'
    },
    'max-warnings': { type: 'string', value: 'N', help: 'fail if there are more warnings than this' }
  },
  Other: {
    task: {
      type: 'string',
      value: 'FILE',
      commands: ['explain'],
      help: 'with explain: the delivery and task class of every Job in this file, and why'
    },
    prune: {
      type: 'boolean',
      commands: ['baseline'],
      help: 'with baseline: only remove what is gone, and add nothing'
    },
    stdio: {
      type: 'boolean',
      commands: ['lsp'],
      help: 'with lsp: use standard input and output, which is the default'
    },
    debug: { type: 'boolean', commands, help: 'show where a crash came from' },
    help: { type: 'boolean', short: 'h', commands, help: 'show this help' },
    version: { type: 'boolean', short: 'v', commands, help: 'show the version (also -V)' }
  }
} as const satisfies Readonly<Record<string, Readonly<Record<string, Option>>>>

type Groups = typeof optionGroups
type Flatten<Group> = Group extends unknown ? { [Name in keyof Group]: Group[Name] } : never
type Intersect<Union> = (Union extends unknown ? (value: Union) => void : never) extends (
  value: infer All
) => void
  ? All
  : never
type AllOptions = Intersect<Flatten<Groups[keyof Groups]>>

export type OptionName = keyof AllOptions

/** The values of the flags that were given. */
export type CliValues = {
  readonly [Name in OptionName]?: AllOptions[Name] extends { multiple: true }
    ? readonly string[]
    : AllOptions[Name] extends { type: 'string' }
      ? string
      : boolean
}

/** Every flag by its name. */
export const options: Readonly<Record<string, Option>> = Object.assign({}, ...Object.values(optionGroups))
