/** What is known of the files around a manifest that bears on how it reaches the cluster. */
export interface Surroundings {
  readonly kustomization?: KustomizationTraits
  readonly application?: ApplicationTraits
  /** The Chart.yaml in whose templates/ the file stands. */
  readonly chart?: string
  /** The file of a test whose step the file is: it is applied once, in a namespace of its own, and found by name. */
  readonly test?: string
}

/** What the kustomizations that list a file, directly or through its folder, do to its objects. */
export interface KustomizationTraits {
  /** The kustomization that lists the file itself. */
  readonly path: string
  /** Whether one lists the file as a patch, so that what is missing in it is written elsewhere. */
  readonly isPatch: boolean
  readonly namespace?: string
  readonly namePrefix?: string
  readonly nameSuffix?: string
  /** What each of them that can be built on its own puts around a name; those that change none are left out. */
  readonly affixes: readonly Affixes[]
  /** Labels given to the objects. */
  readonly labels: Readonly<Record<string, string>>
  /** Those of them that Pod templates are given too. */
  readonly templateLabels: Readonly<Record<string, string>>
  readonly images: readonly ReplacedImage[]
}

/** What a kustomization does to the images of a name, which is written without a tag. */
export interface ReplacedImage {
  readonly name: string
  readonly isRenamed: boolean
  /** Whether it gives them a tag or digest. */
  readonly isPinned: boolean
}

/** What stands before and behind every name that a kustomization builds. */
export interface Affixes {
  readonly prefix: string
  readonly suffix: string
  /** The kustomization that builds it. */
  readonly path: string
}

/** The object of Argo CD or Flux that points at a folder around a file, or at a kustomization that lists it. */
export interface ApplicationTraits {
  readonly tool: 'argocd' | 'flux'
  /** What it is in words: "The Argo CD Application". */
  readonly name: string
  /** The file it stands in. */
  readonly path: string
  /** The folder it points at. */
  readonly target: string
  /** Whether it replaces objects instead of patching them. */
  readonly isForced: boolean
  /** Whether it makes again by itself what was deleted in the cluster. */
  readonly selfHeals: boolean
}
