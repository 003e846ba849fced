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

/** The rows of a set, each with the text that was judged: all that were recorded, or those in truth/ where only those are here. */
export function verdictRows<Row extends { readonly id: string }>(
  set: VerdictSet
): (Row & { readonly text: string })[] {
  if (corpus === undefined && set !== 'corpus') return publicRows<Row>(set)
  const rows = recorded<Row & { yaml?: string }>(`${corpus}/../kubernetes/verdicts/${set}.jsonl`)
  return rows.map((row) => ({ ...row, text: row.yaml ?? readFileSync(`${corpus}/${row.id}`, 'utf8') }))
}

/** The rows of a set that are in truth/, and so in every clone. */
export function publicRows<Row extends { readonly id: string }>(
  set: Exclude<VerdictSet, 'corpus'>
): (Row & { readonly text: string })[] {
  return truth<Row & { yaml: string }>(set).map((row) => ({ ...row, text: row.yaml }))
}
