import type * as bash from 'unbash'
import { parse } from 'unbash'

/** A word of a command, as the program sees it, and where it stands in the container's strings. */
export interface Word {
  /** The word without its quotes; expansions such as `$X` stay as written. */
  readonly value: string
  /** Which of the container's strings holds it. */
  readonly string: number
  /** Offsets of the word in that string; NaN where the text was unescaped on the way, so that nobody knows. */
  readonly start: number
  readonly end: number
  /** Offset at which `value` stands letter for letter, else NaN. */
  readonly inner: number
  /** The commands inside its `$( )`, backquotes and `<( )`. */
  readonly steps: readonly Step[]
}

/** A program and its words, the variables set with it and what it reads. */
export interface Command {
  readonly kind: 'command'
  readonly words: readonly Word[]
  readonly assignments: readonly { readonly name: string; readonly value: Word }[]
  /** The text of a heredoc or here-string. */
  readonly input?: Word
  /** The file after `<`, and the one after `>`. */
  readonly file?: Word
  readonly output?: Word
}

/** A shell script cut down to what decides which commands run. */
export type Step =
  | Command
  | List
  | { readonly kind: 'chain'; readonly steps: readonly Step[]; readonly operators: readonly ('&&' | '||')[] }
  | { readonly kind: 'pipe'; readonly steps: readonly Step[]; readonly negated: boolean }
  | { readonly kind: 'if'; readonly test: Step; readonly body: Step; readonly otherwise: Step | undefined }
  | Loop
  | { readonly kind: 'routine'; readonly name: string; readonly body: Step }

/** Steps one after the other, or the branches of a `case`. */
export interface List {
  readonly kind: 'list'
  readonly steps: readonly Step[]
  /** Those of the steps that run in the background: `server &`. */
  readonly background?: readonly Step[]
  /** Only one of the steps runs. */
  readonly isCase?: true
}

/** A loop; without a test it is one that only its body can leave: `for ((;;))`. */
export interface Loop {
  readonly kind: 'loop'
  readonly test: Step | undefined
  readonly body: Step
  /** It runs as long as its test fails: `until`. */
  readonly isUntil?: true
}

/** Where a script stands: in which string, from which offset (NaN where unknown), how deep inside others. */
export interface Origin {
  readonly string: number
  readonly offset: number
  readonly depth: number
}

/** Reads a shell script (POSIX or bash); never throws, and makes the best of a broken script. */
export function readShell(text: string, origin: Origin = { string: 0, offset: 0, depth: 0 }): Step {
  // Beyond this no manifest has a script, only an attacker a way to keep the parser busy; heredocs cost it most.
  const script = text.slice(0, maxLength).split('<<', maxHeredocs).join('<<')
  return list(parse(script).commands, origin)
}

const maxLength = 65_536
const maxHeredocs = 500
const maxDepth = 12

/** `$(NAME)` is filled in by Kubernetes before any shell sees it. */
const kubernetesVariable = /^\$\([A-Z_][A-Z0-9_]*\)$/

function list(statements: readonly bash.Statement[], origin: Origin): List {
  const steps = statements.map(({ command }) => step(command, origin))
  const background = steps.filter((_, index) => statements[index]?.background === true)
  return { kind: 'list', steps, ...(background.length > 0 && { background }) }
}

function step(node: bash.PipelineNode | bash.AndOr | bash.CompoundList, origin: Origin): Step {
  switch (node.type) {
    case 'Command':
      return command(node, origin)
    case 'AndOr':
      return {
        kind: 'chain',
        steps: node.commands.map((part) => step(part, origin)),
        operators: node.operators
      }
    case 'Pipeline': {
      const negated = node.prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1
      return { kind: 'pipe', steps: node.commands.map((part) => step(part, origin)), negated }
    }
    case 'If':
      return branch(node, node.elif, node.else, origin)
    case 'While':
      return {
        kind: 'loop',
        test: step(node.clause, origin),
        body: step(node.body, origin),
        ...(node.kind === 'until' && { isUntil: true as const })
      }
    case 'For':
    case 'Select': {
      const assignments = (node.wordlist ?? []).map((item) => ({
        name: node.name.value,
        value: word(item, origin)
      }))
      return { kind: 'loop', test: { ...bare([]), assignments }, body: step(node.body, origin) }
    }
    case 'ArithmeticFor':
      return { kind: 'loop', test: node.test && bare([]), body: step(node.body, origin) }
    case 'Case':
      return {
        kind: 'list',
        steps: node.items.map((item) => list([...item.body.commands], origin)),
        isCase: true
      }
    case 'CompoundList':
      return list(node.commands, origin)
    case 'Subshell':
    case 'BraceGroup':
      return list(node.body.commands, origin)
    case 'Redirected':
    case 'Coproc':
      return step(node.type === 'Coproc' ? node.body : node.command, origin)
    case 'Function':
      return { kind: 'routine', name: node.name.value, body: step(node.body, origin) }
    case 'TestCommand':
      return condition(node.expression, origin)
    case 'ArithmeticCommand':
      return bare([])
  }
}

function branch(
  node: bash.If | bash.Elif,
  rest: readonly bash.Elif[],
  last: bash.CompoundList | undefined,
  origin: Origin
): Step {
  // From the last `elif` upwards, for a chain of thousands must not become a recursion of thousands.
  let otherwise = last && step(last, origin)
  for (const elif of rest.toReversed()) {
    otherwise = { kind: 'if', test: step(elif.clause, origin), body: step(elif.then, origin), otherwise }
  }
  return { kind: 'if', test: step(node.clause, origin), body: step(node.then, origin), otherwise }
}

function condition(node: bash.TestExpression, origin: Origin): Step {
  switch (node.type) {
    case 'TestLogical': {
      const operators = node.operands.slice(1).map(() => node.operator)
      return { kind: 'chain', steps: node.operands.map((operand) => condition(operand, origin)), operators }
    }
    case 'TestNot':
      return {
        kind: 'pipe',
        steps: [condition(node.operand, origin)],
        negated: node.negations.length % 2 === 1
      }
    case 'TestGroup':
      return condition(node.expression, origin)
    case 'TestUnary':
      return bare([sign('[['), sign(node.operator), word(node.operand, origin)])
    case 'TestBinary':
      return bare([sign('[['), word(node.left, origin), sign(node.operator), word(node.right, origin)])
  }
}

function command(node: bash.Command, origin: Origin): Command {
  const words = [...(node.name ? [node.name] : []), ...node.args].map((part) => word(part, origin))
  const assignments = node.prefix
    .filter((part) => part.type === 'Assignment')
    .map((part) => ({ name: part.name, value: value(part, origin) }))
  const inputs = node.redirects.flatMap((redirect) => input(redirect, origin))
  return Object.assign({ kind: 'command' as const, words, assignments }, ...inputs)
}

function input(redirect: bash.Redirection, origin: Origin): Pick<Command, 'input' | 'file' | 'output'>[] {
  if (redirect.type === 'HereDoc') return [{ input: body(redirect.body, origin) }]
  if (redirect.target === undefined) return []
  if (redirect.type === 'HereString') return [{ input: word(redirect.target, origin) }]
  if (/^>[>|]?$/.test(redirect.operator)) {
    const isOutput =
      redirect.descriptor === undefined ||
      redirect.descriptor.type !== 'FileDescriptor' ||
      redirect.descriptor.value < 2
    return isOutput ? [{ output: word(redirect.target, origin) }] : []
  }
  return redirect.operator === '<' ? [{ file: word(redirect.target, origin) }] : []
}

function body({ pos, end, text, parts }: bash.HereDocBody, origin: Origin): Word {
  const [start, stop] = [origin.offset + pos, origin.offset + end]
  return {
    value: text,
    string: origin.string,
    start,
    end: stop,
    inner: start,
    steps: substitutions(parts, origin)
  }
}

function value(assignment: bash.Assignment, origin: Origin): Word {
  if (assignment.value.type === 'Word') return word(assignment.value, origin)
  const steps = assignment.value.elements.flatMap((element) => word(element, origin).steps)
  return { ...sign(assignment.text), steps }
}

function word(node: bash.CommandArgument, origin: Origin): Word {
  const { pos, end, text } = node
  const value = node.type === 'Word' ? node.value : text
  const within = text.indexOf(value)
  const steps = node.type === 'Word' ? substitutions(node.parts, origin) : []
  const start = origin.offset + pos
  const inner = within < 0 ? Number.NaN : start + within
  return { value, string: origin.string, start, end: origin.offset + end, inner, steps }
}

function substitutions(parts: readonly bash.WordPart[] | undefined, origin: Origin): Step[] {
  if (parts === undefined || origin.depth >= maxDepth) return []
  return parts.flatMap((part) => {
    if (part.type === 'DoubleQuoted' || part.type === 'LocaleString') return substitutions(part.parts, origin)
    if (part.type === 'ParameterExpansion') return operand(part.operation, origin)
    if (part.type !== 'CommandExpansion' && part.type !== 'ProcessSubstitution') return []
    if (kubernetesVariable.test(part.text) || part.script === undefined) return []
    const offset = part.script.source === undefined ? origin.offset : Number.NaN
    return [list(part.script.commands, { ...origin, offset, depth: origin.depth + 1 })]
  })
}

function operand(operation: bash.ParameterOperation | undefined, origin: Origin): Step[] {
  if (operation?.type !== 'Default') return []
  return substitutions(operation.operand.parts, { ...origin, depth: origin.depth + 1 })
}

function bare(words: readonly Word[]): Command {
  return { kind: 'command', words, assignments: [] }
}

/** A word that the script writes in another form, or not at all. */
function sign(value: string): Word {
  return { value, string: 0, start: Number.NaN, end: Number.NaN, inner: Number.NaN, steps: [] }
}
