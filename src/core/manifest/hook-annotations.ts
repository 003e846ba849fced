/** What a tool of delivery reads from an annotation. */
export interface HookAnnotation {
  readonly tool: 'Helm' | 'Argo CD'
  readonly key: string
  /** The words that a list may hold; absent where the value is a number. */
  readonly values?: readonly string[]
  /** Whether letters count the same in upper and lower case. */
  readonly ignoresCase?: true
  /** What comes of a value that the tool does not know; begins a sentence's second half. */
  readonly otherwise: string
  /** Words that were known once, and what to write now. */
  readonly former?: Readonly<Record<string, string>>
}

/** The annotations of hooks, as Helm 3 and 4 and Argo CD read them. */
export const hookAnnotations: readonly HookAnnotation[] = [
  {
    tool: 'Helm',
    key: 'helm.sh/hook',
    values: [
      'pre-install',
      'post-install',
      'pre-delete',
      'post-delete',
      'pre-upgrade',
      'post-upgrade',
      'pre-rollback',
      'post-rollback',
      'test',
      // Of Helm 2; Helm 3 still takes it for `test`.
      'test-success'
    ],
    ignoresCase: true,
    otherwise: 'Helm skips the whole manifest, with only a line in its log',
    former: {
      'test-failure': 'Write test, and let the container invert its exit code.',
      'crd-install': 'Put custom resource definitions in the folder crds/.'
    }
  },
  {
    tool: 'Helm',
    key: 'helm.sh/hook-delete-policy',
    values: ['before-hook-creation', 'hook-succeeded', 'hook-failed'],
    ignoresCase: true,
    otherwise: 'Helm ignores it and drops its default as well, so the next run may find the name taken'
  },
  {
    tool: 'Helm',
    key: 'helm.sh/hook-output-log-policy',
    values: ['hook-succeeded', 'hook-failed'],
    ignoresCase: true,
    otherwise: 'Helm ignores it and prints no logs'
  },
  { tool: 'Helm', key: 'helm.sh/hook-weight', otherwise: 'Helm treats it as 0' },
  {
    tool: 'Argo CD',
    key: 'argocd.argoproj.io/hook',
    values: ['PreSync', 'Sync', 'PostSync', 'SyncFail', 'PreDelete', 'PostDelete', 'Skip'],
    otherwise: 'Argo CD has no such phase and does not run the hook'
  },
  {
    tool: 'Argo CD',
    key: 'argocd.argoproj.io/hook-delete-policy',
    values: ['HookSucceeded', 'HookFailed', 'BeforeHookCreation'],
    otherwise: 'Argo CD ignores it, as if it were not written'
  },
  { tool: 'Argo CD', key: 'argocd.argoproj.io/sync-wave', otherwise: 'Argo CD treats it as 0' }
]

/** The words of a list such as `pre-install, pre-upgrade` that the tool does not know, and where each stands. */
export function unknownWords(
  { values = [], ignoresCase }: HookAnnotation,
  list: string
): { readonly word: string; readonly offset: number }[] {
  let offset = 0
  return list.split(',').flatMap((part) => {
    const word = part.trim()
    const found = { word, offset: offset + part.indexOf(word) }
    offset += part.length + 1
    return values.includes(ignoresCase ? word.toLowerCase() : word) ? [] : [found]
  })
}

/** Whether Go's Atoi reads this as a number, as both tools do with weights and waves. */
export function isWeight(text: string): boolean {
  return /^[+-]?\d+$/.test(text)
}
