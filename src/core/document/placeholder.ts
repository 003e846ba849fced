import { fitsParts } from '../../text/index.ts'
import type { Path } from '../../yaml/index.ts'

/** Whether a string holds what the config says is filled in later; absent where it says nothing. */
export type OwnPlaceholders = (text: string) => boolean

/**
 * Whether a string holds something that is filled in later, such as `${TAG}`, `{{ .Values.tag }}`, `$(NAME)`,
 * `<project>`, `__TAG__`, `REPLACE_ME`, `#{tag}#` or the end of `KEY|-image: app:1-|`: nobody can judge such a value.
 */
export function isPlaceholder(text: string): boolean {
  return mayHold.test(text) && placeholder.test(text)
}

/**
 * Whether a string at a path stands for another: it holds a placeholder, or it is one by its letters, in capitals where
 * the API server takes only small ones (`serviceAccountName: V_KSA`).
 */
export function isPlaceholderAt(path: Path, text: string, own?: OwnPlaceholders): boolean {
  return isPlaceholder(text) || isInCapitals(path, text) || own?.(text) === true
}

/** Whether a text may hold a value of which `isPlaceholderAt` is true. */
export function mayHoldPlaceholder(text: string, own?: OwnPlaceholders): boolean {
  return (
    own !== undefined ||
    isPlaceholder(text) ||
    /:[ \t]*["']?[A-Z][A-Z0-9_]*["']?[ \t]*(?:[\r\n,}#]|$)/.test(text)
  )
}

/** What a config's patterns mean, in which `*` stands for any characters: `@@*@@`. */
export function ownPlaceholders(patterns: readonly string[]): OwnPlaceholders | undefined {
  const all = patterns.filter((pattern) => /[^*]/.test(pattern)).map((pattern) => `*${pattern}*`.split('*'))
  return all.length === 0 ? undefined : (text) => all.some((parts) => fitsParts(text, parts))
}

/** Whether a text that is no YAML is so because a template engine has to render it first. */
export function looksLikeTemplate(text: string): boolean {
  return delimiters.some(([open, close]) => {
    const start = text.indexOf(open)
    return start >= 0 && text.includes(close, start + open.length)
  })
}

const delimiters = [
  ['{{', '}}'],
  ['{%', '%}'],
  ['<%', '%>']
] as const

const mayHold = /[$<_{#%|]|REPLACE|CHANGE|TODO/i

const placeholder = new RegExp(
  [
    String.raw`\$\{|\$\(|\$[A-Za-z_]`,
    String.raw`\{\{|\{%`,
    String.raw`<%|<[A-Za-z][\w .:/-]{0,80}>`,
    '__[A-Za-z0-9][A-Za-z0-9_]{0,80}__',
    String.raw`#\{[^}]{1,80}\}#`,
    '%[A-Z][A-Z0-9_]{1,80}%',
    String.raw`\b(?:REPLACE|CHANGE)[_-]?(?:ME|THIS|WITH)`,
    String.raw`\bYOUR[_-][A-Z]`,
    String.raw`-\|$`
  ].join('|')
)

/** Two words or more, or the name of the field itself: `V_KSA`, `namespace: NAMESPACE`. A name of one word may be meant. */
function isInCapitals(path: Path, text: string): boolean {
  const key = path.at(-1)
  if (typeof key !== 'string' || !inSmallLetters.has(key) || !/^[A-Z][A-Z0-9_]*$/.test(text)) return false
  if (key === 'name' && inAnyLetters.has(path.at(-3) ?? '')) return false
  return /[A-Z0-9]_[A-Z0-9]/.test(text) || text === key.toUpperCase()
}

const inSmallLetters: ReadonlySet<string> = new Set([
  ...['name', 'namespace', 'generateName', 'image', 'hostname', 'subdomain', 'nodeName'],
  ...['serviceAccountName', 'serviceAccount', 'priorityClassName', 'runtimeClassName', 'storageClassName'],
  ...[
    'secretName',
    'claimName',
    'volumeName',
    'containerName',
    'resourceClaimName',
    'resourceClaimTemplateName'
  ]
])

/** Lists whose entries may have names in capitals. */
const inAnyLetters: ReadonlySet<string | number> = new Set(['env', 'httpHeaders', 'options'])
