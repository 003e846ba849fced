import { readFileSync } from 'node:fs'
import type { KubernetesVersion } from '../src/kubernetes/api/versions.ts'
import checked from '../truth/checked.json' with { type: 'json' }
import { recorded, shared } from './shared.ts'
import { truth } from './truth.ts'

/** The sets of verdicts of the newest recorded version; `corpus` is about files of strangers, which are not in truth/. */
export const verdictSets = ['handmade', 'mutated', 'corpus'] as const

export type VerdictSet = (typeof verdictSets)[number]

/** The version of Kubernetes whose code gave these verdicts. */
export const recordedVersion = checked.verdicts as KubernetesVersion

const corpus = shared('corpus')

/** The sets that this machine has; all but `corpus` are in the repository. */
export const presentSets = verdictSets.filter((set) => set !== 'corpus' || corpus !== undefined)

/** The rows of a set, each with the text that was judged. */
export function verdictRows<Row extends { readonly id: string }>(
  set: VerdictSet
): (Row & { readonly text: string })[] {
  if (set !== 'corpus') return truth<Row & { yaml: string }>(set).map((row) => ({ ...row, text: row.yaml }))
  const rows = recorded<Row>(`${corpus}/../kubernetes/verdicts/corpus.jsonl`)
  return rows.map((row) => ({ ...row, text: readFileSync(`${corpus}/${row.id}`, 'utf8') }))
}
