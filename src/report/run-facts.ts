import type { Rule } from '../core/rule/index.ts'

/** What formats need to know of a run besides its results. */
export interface RunFacts {
  /** The version of jobsworth. */
  readonly version: string
  /** Every rule of the run, whether it is on or off. */
  readonly rules: readonly Rule[]
  /** The absolute folder that the results' file names start from. */
  readonly cwd: string
  /** The absolute folder that a forge's paths start from, which is at or above `cwd`; `cwd` where it is not known. */
  readonly root?: string
  /** The address of jobsworth's repository on the web, without a final slash; what links to it does so when it is known. */
  readonly home?: string
}

/** The address of a rule's page. */
export function pageOf(rule: Pick<Rule, 'id'>, { home }: Pick<RunFacts, 'home'>): string | undefined {
  return home && pageAt(home, rule.id)
}

/** The same where the repository's address is known. */
export function pageAt(home: string, ruleId: string): string {
  return `${home}/blob/main/docs/rules/${ruleId}.md`
}
