import type * as bash from 'unbash'
import { parse } from 'unbash'
import type { Unread } from './program.ts'
import type { Command, List, Step, Word } from './step.ts'

/** Where a script stands: in which string, from which offset (NaN where unknown), how deep inside others. */
export interface WordOrigin {
  readonly string: number
  readonly offset: number
  readonly depth: number
  /** Notes what is left unread. */
  readonly unread?: Unread[]
}

/** Reads a shell script (POSIX or bash); never throws, and makes the best of a broken script. */
export function readShell(text: string, origin: WordOrigin = { string: 0, offset: 0, depth: 0 }): Step {
  const end = endOf(text)
  if (end < text.length)
    origin.unread?.push({ string: origin.string, start: origin.offset + end, why: 'size' })
  const { commands, errors = [] } = parse(text.slice(0, end))
  const cut = errors.find(({ message }) => message.includes('nesting depth exceeded'))
  if (cut) origin.unread?.push({ string: origin.string, start: origin.offset + cut.pos, why: 'depth' })
  return list(commands, origin)
}

/**
 * How much of a script is read: all of it, but for one that opens so many heredocs that looking for their ends would
 * take a time that grows with the square of its length.
 */
function endOf(text: string): number {
  let left = Math.max(minHeredocs, Math.floor(maxEffort / (text.length + 1)))
  let at = text.indexOf('<<')
  while (at >= 0 && left-- > 0) at = text.indexOf('<<', at + 2)
  return at < 0 ? text.length : at
}

/** Heredocs that any script may have, and heredocs times characters of a script. */
const minHeredocs = 200
const maxEffort = 200_000_000
const maxDepth = 12

/** `$(NAME)` is filled in by Kubernetes before any shell sees it. */
const kubernetesVariable = /^\$\([A-Z_][A-Z0-9_]*\)$/

function list(statements: readonly bash.Statement[], origin: WordOrigin): List {
  const steps = statements.map(({ command }) => step(command, origin))
  const background = steps.filter((_, index) => statements[index]?.background === true)
  return { kind: 'list', steps, ...(background.length > 0 && { background }) }
}

function step(node: bash.PipelineNode | bash.AndOr | bash.CompoundList, origin: WordOrigin): Step {
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
        keyword: node.kind,
        test: step(node.clause, origin),
        body: step(node.body, origin)
      }
    case 'For':
    case 'Select': {
      const assignments = (node.wordlist ?? []).map((item) => ({
        name: node.name.value,
        value: word(item, origin)
      }))
      const keyword = node.type === 'For' ? 'for' : 'select'
      return { kind: 'loop', keyword, test: { ...bare([]), assignments }, body: step(node.body, origin) }
    }
    case 'ArithmeticFor':
      return { kind: 'loop', keyword: 'for', test: node.test && bare([]), body: step(node.body, origin) }
    case 'Case':
      return {
        kind: 'list',
        steps: node.items.map((item) => list([...item.body.commands], origin)),
        isCase: true,
        subject: word(node.word, origin)
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
      return bare([sign('(('), sign(node.body)])
  }
}

function branch(
  node: bash.If | bash.Elif,
  rest: readonly bash.Elif[],
  last: bash.CompoundList | undefined,
  origin: WordOrigin
): Step {
  // From the last `elif` upwards, for a chain of thousands must not become a recursion of thousands.
  let otherwise = last && step(last, origin)
  for (const elif of rest.toReversed()) {
    otherwise = { kind: 'if', test: step(elif.clause, origin), body: step(elif.then, origin), otherwise }
  }
  return { kind: 'if', test: step(node.clause, origin), body: step(node.then, origin), otherwise }
}

function condition(node: bash.TestExpression, origin: WordOrigin): Step {
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

function command(node: bash.Command, origin: WordOrigin): Command {
  const words = [...(node.name ? [node.name] : []), ...node.args].map((part) => word(part, origin))
  const assignments = node.prefix
    .filter((part) => part.type === 'Assignment')
    .map((part) => ({ name: part.name, value: assigned(part, origin) }))
  const inputs = node.redirects.flatMap((redirect) => input(redirect, origin))
  return Object.assign({ kind: 'command' as const, words, assignments }, ...inputs)
}

function input(redirect: bash.Redirection, origin: WordOrigin): Pick<Command, 'input' | 'file' | 'output'>[] {
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

function body({ pos, end, text, parts }: bash.HereDocBody, origin: WordOrigin): Word {
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

function assigned(assignment: bash.Assignment, origin: WordOrigin): Word {
  if (assignment.value.type === 'Word') return word(assignment.value, origin)
  const steps = assignment.value.elements.flatMap((element) => word(element, origin).steps)
  return { ...sign(assignment.text), string: origin.string, steps }
}

function word(node: bash.CommandArgument, origin: WordOrigin): Word {
  const { pos, end, text } = node
  const value = node.type === 'Word' ? node.value : text
  const within = text.indexOf(value)
  const steps = node.type === 'Word' ? substitutions(node.parts, origin) : assigned(node, origin).steps
  const start = origin.offset + pos
  const inner = within < 0 ? Number.NaN : start + within
  return { value, string: origin.string, start, end: origin.offset + end, inner, steps }
}

function substitutions(parts: readonly bash.WordPart[] | undefined, origin: WordOrigin): Step[] {
  if (parts === undefined) return []
  return parts.flatMap((part) => {
    if (part.type === 'DoubleQuoted' || part.type === 'LocaleString') return substitutions(part.parts, origin)
    if (part.type === 'ParameterExpansion') return operand(part.operation, origin)
    if (part.type !== 'CommandExpansion' && part.type !== 'ProcessSubstitution') return []
    if (kubernetesVariable.test(part.text) || part.script === undefined) return []
    if (origin.depth >= maxDepth) {
      origin.unread?.push({ string: origin.string, start: origin.offset + part.pos, why: 'depth' })
      return []
    }
    const offset = part.script.source === undefined ? origin.offset : Number.NaN
    return [list(part.script.commands, { ...origin, offset, depth: origin.depth + 1 })]
  })
}

function operand(operation: bash.ParameterOperation | undefined, origin: WordOrigin): Step[] {
  if (operation?.type !== 'Default') return []
  if (origin.depth >= maxDepth) return []
  return substitutions(operation.operand.parts, { ...origin, depth: origin.depth + 1 })
}

function bare(words: readonly Word[]): Command {
  return { kind: 'command', words, assignments: [] }
}

/** A word that the script writes in another form, or not at all. */
function sign(value: string): Word {
  return { value, string: 0, start: Number.NaN, end: Number.NaN, inner: Number.NaN, steps: [] }
}
