import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { settingsFor } from '../src/core/config/settings.ts'
import type { Finding } from '../src/core/rule/finding.ts'
import { lint } from '../src/library.ts'
import { claim } from './readme.ts'
import { presentSets, publicRows, type VerdictSet, verdictRows } from './recorded-verdicts.ts'
import { known, silence } from './verdict-differences.ts'

/** One document's answer, as the real validation code of the API server gave it. */
interface Verdict {
  readonly line: number
  readonly kind?: string
  readonly status: string
  readonly accepted?: boolean
  readonly decodeErrors?: readonly string[]
  readonly validationErrors?: readonly ServerError[]
  readonly metaErrors?: readonly ServerError[]
  readonly warnings?: readonly string[]
  readonly derived?: unknown
  readonly podSecurity?: Readonly<Record<'baseline' | 'restricted', readonly string[]>>
}

interface ServerError {
  readonly field: string
  readonly type: string
}

interface Row {
  readonly id: string
  readonly documents: readonly Verdict[]
}

interface Judged {
  readonly id: string
  readonly verdict: Verdict
  readonly errors: readonly Finding[]
  readonly findings: readonly Finding[]
}

const cronRules = { 'cron-never-fires': 'error', 'cron-suspended': 'info' } as const
const settings = settingsFor('job.yaml', { profile: 'minimal', rules: cronRules }, rules)

function* judged(name: VerdictSet): Generator<Judged> {
  for (const { id, text, documents } of verdictRows<Row>(name)) {
    const { findings, crashes } = lint({ path: 'job.yaml', text }, settings)
    expect(crashes, id).toEqual([])
    for (const [index, verdict] of documents.entries()) {
      const next =
        documents.slice(index + 1).find(({ line }) => line > verdict.line)?.line ?? Number.POSITIVE_INFINITY
      const own = findings.filter(({ start }) => start.line >= verdict.line && start.line < next)
      const errors = own.filter(({ severity, ruleId }) => severity === 'error' && !silence.includes(ruleId))
      if (verdict.accepted !== undefined) yield { id: `${name}/${id}`, verdict, errors, findings: own }
    }
  }
}

describe('the recorded verdicts', () => {
  const all = presentSets.flatMap((name) => [...judged(name)])

  test('what the API server refuses has an error, what it accepts has none', () => {
    const isDifferent = ({ verdict, errors }: Judged) => verdict.accepted !== (errors.length === 0)
    const different = all.filter(isDifferent)
    const present = new Set(all.map(({ id }) => id))
    const expected = Object.keys(known.acceptance).filter((id) => present.has(id))
    expect(different.map(({ id }) => id).sort()).toEqual(expected.sort())
    expect(different.length / all.length).toBeLessThan(0.001)
    const open = new Set(
      (['handmade', 'mutated'] as const).flatMap((set) => publicRows(set).map(({ id }) => `${set}/${id}`))
    )
    const ours = all.filter(({ id }) => open.has(id))
    expect(claim(/([\d,]+) recorded answers[^\d]*(\d+)/)).toEqual([
      ours.length,
      ours.filter(isDifferent).length
    ])
  })

  test('an error stands at the field that the server names', () => {
    const single = all.filter(({ verdict }) => !verdict.decodeErrors && serverErrors(verdict).length === 1)
    const different = single.filter(({ verdict, errors }) => {
      const [error] = serverErrors(verdict) as [ServerError]
      return !errors.some(({ path }) => isAt(error.field, path))
    })
    expect(different.length / single.length, describeAll(different)).toBeLessThan(0.01)
  })

  test('what the server warns of has a warning', () => {
    const accepted = all.filter(({ verdict }) => verdict.accepted)
    const different = accepted.filter(({ verdict, findings }) => {
      const own = findings.filter(({ ruleId }) => ruleId === 'api-warning').length
      return own > 0 !== (verdict.warnings ?? []).length > 0
    })
    expect(different.length / accepted.length, describeAll(different)).toBeLessThan(0.01)
  })

  test.each(['baseline', 'restricted'] as const)(
    'Pod Security at level %s gives the recorded checks',
    (level) => {
      const rule = rules.filter(({ id }) => id === 'pod-security')
      const own = settingsFor(
        'job.yaml',
        { profile: 'minimal', rules: { 'pod-security': ['error', { level }] } },
        rule
      )
      for (const name of presentSets) {
        for (const { id, text, documents } of verdictRows<Row>(name)) {
          if (documents.length !== 1 || documents[0]?.podSecurity === undefined) continue
          // What is misspelt was dropped before this was recorded; we judge it as it was meant.
          if ((documents[0].decodeErrors ?? []).length > 0) continue
          const checks = lint({ path: 'job.yaml', text }, own).findings.map(
            ({ message }) => /\((\w+)\)\.$/.exec(message)?.[1]
          )
          expect(checks.sort(), id).toEqual([...documents[0].podSecurity[level]].sort())
        }
      }
    }
  )

  test.runIf(presentSets.includes('corpus'))(
    'in no profile a real file that the server accepts has an error of category validity',
    () => {
      const accepted = new Set(all.filter(({ verdict }) => verdict.accepted).map(({ id }) => id))
      const validity = rules.filter(({ category }) => category === 'validity')
      for (const profile of ['recommended', 'strict'] as const) {
        const own = settingsFor('job.yaml', { profile }, validity)
        for (const { id, text, documents } of verdictRows<Row>('corpus')) {
          if (`corpus/${id}` in known.acceptance) continue
          if (!accepted.has(`corpus/${id}`) || !documents.every((document) => document.accepted !== false))
            continue
          const file = { path: 'job.yaml', text }
          const errors = lint(file, own).findings.filter(
            ({ severity, ruleId }) => severity === 'error' && ruleId !== 'never-runs'
          )
          expect(errors, id).toEqual([])
        }
      }
    }
  )

  test('what is accepted and can never run is said to be so', () => {
    const accepted = all.filter(({ verdict }) => verdict.accepted)
    const silent = accepted.filter(({ verdict, findings }) => {
      return verdict.derived && !findings.some(({ ruleId }) => silence.includes(ruleId))
    })
    expect(silent.map(({ id }) => id)).toEqual([])
  })
})

function serverErrors({ validationErrors = [], metaErrors = [] }: Verdict): readonly ServerError[] {
  return [...validationErrors, ...metaErrors]
}

/** Whether our place is the server's, or a smaller one inside it, or the one it misprints. */
function isAt(field: string, path: Finding['path']): boolean {
  const ours = `${path.join('.')}.`
  const theirs = field.replace(/\[([^\]]*)\]/g, '.$1')
  return known.places.some(([misprint, place]) => ours.startsWith(`${theirs.replace(misprint, place)}.`))
}

function describeAll(different: readonly Judged[]): string {
  return different
    .map(({ id, verdict, errors }) => {
      const theirs =
        serverErrors(verdict)
          .map(({ field, type }) => `${type} ${field}`)
          .join(' + ') || verdict.warnings?.join(' + ')
      return `${id}: ${theirs} | ${errors.map(({ path, ruleId }) => `${ruleId} ${path.join('.')}`).join(' + ')}`
    })
    .join('\n')
}
