import type { Rule } from '../core/rule/index.ts'

/** What formats need to know of a run besides its results. */
export interface RunFacts {
  /** The version of jobsworth. */
  readonly version: string
  /** Every rule of the run, whether it is on or off. */
  readonly rules: readonly Rule[]
  /** The absolute folder that the results' file names start from. */
  readonly cwd: string
  /** Where jobsworth lives on the web, without a final slash; pages of rules are linked when it is known. */
  readonly home?: string
}

/** The address of a rule's page. */
export function pageOf(rule: Rule, { home }: RunFacts): string | undefined {
  return home && `${home}/blob/main/docs/rules/${rule.id}.md`
}
