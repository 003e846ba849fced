import type { Word } from '../../../shell/index.ts'
import { type Input, type Verdict, verdict, why } from './verdict.ts'

/** What `kubectl` or `oc` does, or the command it runs inside a Pod. */
export function judgeKubectl(words: readonly Word[], input: Input): Verdict | readonly Word[] {
  const at = words.findIndex(({ value }, i) => i > 0 && verbs.has(value))
  const verb = words[at]
  const [program] = words
  if (verb === undefined || program === undefined) return verdict('opaque', why.object, [])
  const shown = [...(at > 6 ? [] : [program]), verb]
  const rest = words.slice(at + 1)
  if (verb.value === 'exec' || verb.value === 'rsh' || verb.value === 'debug') return inside(rest)
  if (rest.some(({ value }) => /^--dry-run(?:=(?:client|server|true))?$/.test(value)))
    return verdict('safe', why.dry, shown)
  if (verb.value === 'create') return judgeCreate(shown, rest, input)
  if (verb.value === 'run') return judgeRun(shown, rest)
  const effect = verbs.get(verb.value) ?? 'opaque'
  return verdict(
    effect,
    { write: why.object, safe: why.repeats, read: why.reads, idle: why.reads, opaque: why.object }[effect],
    shown
  )
}

const verbs = new Map<string, Verdict['effect']>([
  ...list(
    'read',
    'get describe logs top explain api-resources api-versions auth config version cluster-info diff events whoami status'
  ),
  ...list('idle', 'wait port-forward proxy login logout project options completion'),
  ...list(
    'safe',
    'apply patch delete scale label annotate set cordon drain uncordon taint replace rollout cp certificate expose autoscale edit adm process extract import-image image new-project tag policy secrets idle kustomize observe'
  ),
  ...list('write', 'create run start-build'),
  ...list('opaque', 'exec rsh debug attach new-app plugin krew')
])

function list(effect: Verdict['effect'], names: string): [string, Verdict['effect']][] {
  return names.split(' ').map((name) => [name, effect])
}

/** The command after `--`, or after the Pod where an old script leaves the `--` out. */
function inside(rest: readonly Word[]): readonly Word[] {
  const dashes = rest.findIndex(({ value }) => value === '--')
  if (dashes >= 0) return rest.slice(dashes + 1)
  const takes = new Set(['-n', '--namespace', '-c', '--container'])
  let at = 0
  for (let value = rest[at]?.value; value?.startsWith('-'); value = rest[at]?.value)
    at += takes.has(value) ? 2 : 1
  at++
  for (let value = rest[at]?.value; value?.startsWith('-'); value = rest[at]?.value)
    at += takes.has(value) ? 2 : 1
  return rest.slice(at)
}

/** Only a name made anew each time makes a new object each time; a fixed one is refused when it exists. */
function judgeCreate(shown: readonly Word[], rest: readonly Word[], input: Input): Verdict {
  const kind = rest.find(({ value }) => !value.startsWith('-'))
  const file = rest.findIndex(({ value }) => /^(?:-f|--filename|-k|--kustomize)/.test(value))
  if (file < 0) {
    const from = rest.find(({ value }) => value.startsWith('--from=') || value === '--from')
    if (kind?.value === 'token') return verdict('read', why.reads, [...shown, kind])
    const made = rest.find(({ value }) =>
      /\$\(|`|\$\{?(?:RANDOM|BUILD|TIMESTAMP|DATE|NOW|RUN_ID)/.test(value)
    )
    const isJob = /^jobs?$|^job\//.test(kind?.value ?? '')
    if (kind === undefined || !(isJob && (from || made))) return verdict('safe', why.repeats, shown)
    return {
      ...verdict('write', why.object, [...shown, kind]),
      ...(!made && { refusedTwice: true as const })
    }
  }
  const name = rest[file]
  const path = /^-(?:f|-filename)$/.test(name?.value ?? '')
    ? rest[file + 1]?.value
    : name?.value.replace(/^(?:-f|--filename=)/, '')
  const text = (input.written?.get(path ?? '') ?? input.text)?.value
  if (text !== undefined && /\bname:|"name":/.test(text) && !/generateName/.test(text)) {
    return verdict('safe', why.repeats, shown)
  }
  const words = name === undefined ? shown : [...shown, name]
  return {
    ...verdict('write', why.object, words),
    ...(!/generateName/.test(text ?? '') && { refusedTwice: true as const })
  }
}

/** A Pod with `--rm` is gone afterwards: what it runs counts. */
function judgeRun(shown: readonly Word[], rest: readonly Word[]): Verdict | readonly Word[] {
  const dashes = rest.findIndex(({ value }) => value === '--')
  const isPassing = rest.some(({ value }) => value === '--rm' || value === '--rm=true')
  if (isPassing && dashes >= 0) return rest.slice(dashes + 1)
  return isPassing
    ? verdict('opaque', why.object, shown)
    : { ...verdict('write', why.object, shown), refusedTwice: true }
}
