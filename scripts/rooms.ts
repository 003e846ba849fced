/** A folder with one job. Everything else may import it only through its `index.ts`, unless it has no door. */
export interface Room {
  readonly path: string
  readonly holds: string
  /** The rooms that it may import; those in a folder above it stand for themselves, not for what is below them. */
  readonly imports: readonly string[]
  /** The npm packages that it may import; `node:` stands for all of Node. */
  readonly packages?: readonly string[]
  /** Its files are imported one by one. */
  readonly doorless?: true
}

const kubernetes = [
  'src/kubernetes/cron',
  'src/kubernetes/api',
  'src/kubernetes/retries',
  'src/kubernetes/container'
]
const core = ['document', 'fix', 'manifest', 'rule', 'config', 'check', 'suppression', 'baseline'].map(
  (name) => `src/core/${name}`
)
const languages = ['src/text', 'src/yaml']
const manifest = ['src/core/document', 'src/core/fix', 'src/core/manifest']
const application = [...languages, ...core, 'src/core', 'rules', 'src/report']

// biome-ignore format: a table, one room a line or two
/** Who may import whom, from the bottom up; docs/architecture.md shows the same table. */
export const rooms: readonly Room[] = [
  { path: 'schemas', holds: 'what each version of Kubernetes can read, compiled', imports: [], doorless: true },
  { path: 'src/text', holds: 'words for people: quotes, lists, suggestions, durations', imports: [] },
  { path: 'src/yaml', holds: 'the reader: text → tree with offsets → value', imports: ['src/text'] },
  { path: 'src/yaml/tolerant', holds: 'a tree of what can be made out of a broken text, for editors', imports: ['src/yaml'], packages: ['yaml'] },
  { path: 'src/shell', holds: 'the commands of a script', imports: ['src/text'], packages: ['unbash'] },
  { path: 'src/kubernetes/cron', holds: 'schedules and time zones', imports: ['src/text'] },
  { path: 'src/kubernetes/api', holds: 'what the API server refuses, warns of and drops, by version',
    imports: ['src/yaml', 'schemas', 'src/text', 'src/kubernetes/cron'] },
  { path: 'src/kubernetes/retries', holds: 'the job controller and the kubelet, as a model', imports: [] },
  { path: 'src/kubernetes/container', holds: 'what a command does, and whether it ends', imports: ['src/text', 'src/shell'] },
  { path: 'src/core/document', holds: 'documents, and the fields that rules read', imports: languages },
  { path: 'src/core/fix', holds: 'changes of meaning, and the edits that make them', imports: [...languages, 'src/core/document'] },
  { path: 'src/core/manifest', holds: 'resources, how they are delivered, what surrounds them',
    imports: [...languages, ...kubernetes, 'src/core/document'] },
  { path: 'src/core/rule', holds: 'what a rule and a finding are',
    imports: [...languages, 'src/kubernetes/cron', 'src/kubernetes/api', ...manifest] },
  { path: 'src/core/rule-kit', holds: 'what several rules share',
    imports: [...languages, 'src/shell', ...kubernetes, ...manifest, 'src/core/rule'] },
  { path: 'src/core/config', holds: 'configs, and the settings that follow for a file',
    imports: [...languages, 'src/kubernetes/api', 'src/core/document', 'src/core/manifest', 'src/core/rule'], packages: ['ignore'] },
  { path: 'src/core/check', holds: 'reports of rules → findings with places',
    imports: [...languages, ...manifest, 'src/core/rule', 'src/core/config'] },
  { path: 'src/core/suppression', holds: 'comments and annotations that suppress findings',
    imports: [...languages, 'src/core/document', 'src/core/manifest', 'src/core/rule', 'src/core/config', 'src/core/check'] },
  { path: 'src/core/baseline', holds: 'known findings',
    imports: [...languages, 'src/core/document', 'src/core/rule', 'src/core/config'] },
  { path: 'src/core', holds: 'the pipeline: lint, and apply fixes', imports: [...languages, ...core], doorless: true },
  { path: 'rules', holds: 'one file a rule',
    imports: [...languages, 'src/shell', ...kubernetes, ...manifest, 'src/core/rule', 'src/core/rule-kit'] },
  { path: 'src/report', holds: 'results → text in each format',
    imports: [...languages, 'src/kubernetes/cron', 'src/kubernetes/retries', ...manifest, 'src/core/rule', 'src/core/baseline'], doorless: true },
  { path: 'src', holds: 'the public doors, index.ts and node.ts', imports: [...application, 'src/node'], doorless: true },
  { path: 'src/node', holds: 'files, folders, git', imports: application,
    packages: ['node:', 'diff', 'glob', 'ignore'], doorless: true },
  { path: 'src/lsp', holds: 'the language server', imports: [...application, 'src/yaml/tolerant', 'src/node'],
    packages: ['node:', 'vscode-languageserver/node', 'vscode-languageserver-textdocument'], doorless: true },
  { path: 'src/cli', holds: 'the command line', imports: [...application, 'src/node', 'src/lsp'],
    packages: ['node:', 'vscode-languageserver/node'], doorless: true },
  { path: 'src/action', holds: 'the GitHub Action', imports: ['src/text', 'src/core/config', 'src/report', 'src/node', 'src/cli'],
    packages: ['node:', '@actions/core'], doorless: true }
]

/** The room that a file stands in: the deepest folder that is one. */
export function roomOf(file: string): Room | undefined {
  const above = rooms.filter(({ path }) => file.startsWith(`${path}/`))
  return above.sort((one, other) => other.path.length - one.path.length)[0]
}

/** The table for docs/architecture.md. */
export function roomTable(): string {
  const rows = rooms.map(({ path, holds, imports, packages = [], doorless }) => {
    const names = [...grouped(imports), ...packages.map((name) => `_${name === 'node:' ? 'Node' : name}_`)]
    return `| \`${path}/\` | ${doorless ? '' : '✓'} | ${holds} | ${names.join(', ') || '–'} |`
  })
  return ['| room | door | holds | may import |', '|-|-|-|-|', ...rows].join('\n')
}

/** The rooms by their short names; where all of a folder's may be imported, the folder's. */
function grouped(imports: readonly string[]): string[] {
  const folders = { 'kubernetes/*': kubernetes, 'core/*': core }
  const short = imports.map((path) => {
    const folder = Object.entries(folders).find(
      ([, all]) => all.includes(path) && all.every((one) => imports.includes(one))
    )
    return folder?.[0] ?? path.replace(/^src\//, '')
  })
  return [...new Set(short)]
}
