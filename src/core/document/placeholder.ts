/**
 * Whether a string holds something that is filled in later, such as `${TAG}`, `{{ .Values.tag }}`, `$(NAME)`,
 * `<project>`, `__TAG__`, `REPLACE_ME` or `#{tag}#`: nobody can judge such a value.
 */
export function isPlaceholder(text: string): boolean {
  return mayHold.test(text) && placeholder.test(text)
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

const mayHold = /[$<_{#%]|REPLACE|CHANGE|TODO/i

const placeholder = new RegExp(
  [
    String.raw`\$\{|\$\(|\$[A-Za-z_]`,
    String.raw`\{\{|\{%`,
    String.raw`<%|<[A-Za-z][\w .:/-]{0,80}>`,
    '__[A-Za-z0-9][A-Za-z0-9_]{0,80}__',
    String.raw`#\{[^}]{1,80}\}#`,
    '%[A-Z][A-Z0-9_]{1,80}%',
    String.raw`\b(?:REPLACE|CHANGE)[_-]?(?:ME|THIS|WITH)`,
    String.raw`\bYOUR[_-][A-Z]`
  ].join('|')
)
