import { edit, onLine } from './line.ts'
import type { Explained, Line } from './slip.ts'

/** A line that came along when the manifest was copied or merged, and is no part of it. */
export function explainPasted(line: Line, all: readonly Line[] = []): Explained | undefined {
  const text = line.text.trim()
  if (ordinary.test(text)) return undefined
  const slip = slips.find(
    ({ when, margin, keyless }) =>
      (!margin || line.text[0] === text[0]) && (!keyless || line.colon < 0) && when.test(text)
  )
  if (slip === undefined) return undefined
  const { code, message, cut } = slip
  if (cut === undefined) return onLine(line, { code, message })
  const marked = all.filter((other) => other.index > line.index && when(slip, other))
  const edits = [line, ...marked].map((one) => edit(one, one.indent, one.indent + cut, ''))
  // Lines that the diff takes out are part of it as well, and nobody can undo it without them.
  const isWhole = all.some(({ text }) => /^-(?!-|\s*$| )/.test(text) || /^- {2,}\S/.test(text))
  const more = marked.length === 0 ? '' : `, as on ${marked.length} more below,`
  return onLine(line, {
    code,
    message: isWhole ? wholeDiff : message.replace(' line comes', ` line${more} comes`),
    ...(!isWhole && { fix: { title: marked.length === 0 ? 'Remove it' : 'Remove all of them', edits } })
  })
}

function when({ when }: PastedSlip, { text }: Line): boolean {
  return text[0] === '+' && when.test(text.trim())
}

const wholeDiff =
  'This is a diff, with lines added (+) and taken out (-); take the file itself, or apply the diff.'

/** What most lines look like: an item, or a key; a look at the table costs more than all the rest. */
const ordinary = /^(?:-(?:\s|$)|["']?[A-Za-z][\w./-]*["']?:(?:\s|$))/

interface PastedSlip {
  readonly code: string
  /** What the line looks like without the blanks around it; every expression is linear. */
  readonly when: RegExp
  readonly message: string
  /** Only at the very start of the line. */
  readonly margin?: true
  /** Not on a line that has a key. */
  readonly keyless?: true
  /** How many characters to cut as the fix. */
  readonly cut?: number
}

const command = 'This is a command for a shell, not part of the manifest; remove the line.'
const comment = 'This looks like a comment, but in YAML a comment begins with "#".'
const programs = 'kubectl|oc|k3s|helm|kustomize|cat|cd|vi|vim|nano|export|curl|echo|minikube|docker|git|sudo'

const slips: readonly PastedSlip[] = [
  {
    code: 'conflict-marker',
    when: /^(?:[<>|]{7}(?: |$)|={7}$)/,
    margin: true,
    message: 'This is a conflict marker of a merge; decide which lines to keep, and remove the markers.'
  },
  {
    code: 'template',
    when: /^(?:\{%|<%|\{\{-? ?(?:if|else|end|range|with|define|template|block|include|toYaml)\b)/,
    message: 'This is a line of a template, which has to be rendered before it is YAML.'
  },
  {
    code: 'code-fence',
    when: /^(?:`{3,}|~{3,})[\w.+ -]*$/,
    message: 'This is a code fence of Markdown, not part of the manifest; remove the line.'
  },
  {
    code: 'heredoc',
    when: /<<-? ?\\?["']?(?:EOF|EOT|EOS|EOL|END|EOM|YAML|HERE|_EOF_)\b|^(?:cat|tee) .*<<-? ?\\?["']?\w/,
    keyless: true,
    message:
      'This is the shell command that the manifest was given to, not part of it; remove the line, and the closing word of the heredoc below.'
  },
  {
    code: 'heredoc',
    when: /^(?:EOF|EOT|EOS|EOL|END|EOM|YAML|HERE|_EOF_|EOF[0-9])$/,
    message: 'This is the closing word of a shell heredoc, not part of the manifest; remove the line.'
  },
  {
    code: 'shell-command',
    when: new RegExp(`^(?:[$#%>] ?)?(?:${programs}) \\S`),
    keyless: true,
    message: command
  },
  { code: 'shell-command', when: /^(?:\$ |PS [A-Z]:\\[^>]*> ?)[a-z]/, margin: true, message: command },
  { code: 'shell-command', when: /^\[?[\w.-]+@[\w.-]+(?:[: ]\S*)?[$#] ?\S/, message: command },
  {
    code: 'diff',
    when: /^(?:diff --git |index [0-9a-f]{6,}\.\.|@@ -\d|\+\+\+ [\w./"]|--- [ab]\/|\\ No newline)/,
    margin: true,
    message:
      'This comes from a diff and is not part of the manifest; take the file itself, or apply the diff.'
  },
  {
    code: 'diff',
    when: /^\+(?:\s*(?:- )?["']?[\w./-]+["']?:(?:\s|$)|\s*- |\s*#|---|$)/,
    margin: true,
    cut: 1,
    message: 'The + at the start of this line comes from a diff; remove it.'
  },
  { code: 'comment-sign', when: /^(?:\/\/|\/\*|\*\/|<!--|;)/, message: comment },
  { code: 'comment-sign', when: /^-- /, keyless: true, message: comment },
  {
    code: 'quoted-mail',
    when: /^> ?(?:\s*(?:- )?["']?[\w./-]+["']?:(?:\s|$)|- )/,
    margin: true,
    message: 'The ">" at the start of this line comes from a quoted mail or chat; remove it from every line.'
  },
  {
    code: 'shell-command',
    when: /^[a-z][\w.-]*\/[\w.-]+ (?:created|configured|unchanged|deleted|replaced|patched)\b/,
    message: 'This is what kubectl printed, not part of the manifest; remove the line.'
  },
  {
    code: 'ellipsis',
    when: /^(?:\.{3,}|\u2026|\[\.{3}\]|<snip>|\(\.{3}\))$/,
    message:
      'The dots are in place of something that was left out; write what belongs here, or remove the line.'
  },
  {
    code: 'markup',
    when: /^<(?:!DOCTYPE|\?xml|\/?[A-Za-z][\w:-]*[\s>/])/i,
    message:
      'This is HTML or XML, not YAML; perhaps an error page or a login page was saved in place of the manifest.'
  },
  {
    code: 'other-language',
    when: /^\[{1,2}[\w."' -]+\]{1,2}$/,
    margin: true,
    message:
      'A heading in brackets belongs to an INI or TOML file; YAML writes "name:" and indents what belongs to it.'
  },
  {
    code: 'other-language',
    when: /^[\w."'][\w."' -]* ?\{$/,
    keyless: true,
    message: 'A name followed by "{" is not YAML; write "name:" and indent what belongs to it.'
  },
  {
    code: 'list-sign',
    when: /^[\u2022\u2023\u25e6\u25aa\u00b7\u2013\u2014\u2212\uff0d*+][\s\u00a0]+\S/,
    message: 'A list item begins with "- ", an ordinary hyphen and a space.'
  },
  {
    code: 'line-number',
    when: /^\d+(?:\s*[|:>.)]\s*|\s+)(?:["']?[A-Za-z][\w./-]*["']?:(?:\s|$)|- |---$|#)/,
    message: 'The number at the start of this line was copied along with the text; remove the line numbers.'
  }
]
