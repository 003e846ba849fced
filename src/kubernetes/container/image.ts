/** An image reference taken apart; the tag is undefined where none is written. */
export interface ImageReference {
  readonly name: string
  readonly tag: string | undefined
  readonly digest: string | undefined
}

/** Takes an image reference such as `registry:5000/team/app:1.2@sha256:…` apart; a port is not a tag. */
export function parseImage(reference: string): ImageReference {
  const [tagged = '', digest] = reference.split('@', 2)
  const colon = tagged.lastIndexOf(':')
  const hasTag = colon > tagged.lastIndexOf('/')
  return {
    name: hasTag ? tagged.slice(0, colon) : tagged,
    tag: hasTag ? tagged.slice(colon + 1) : undefined,
    digest
  }
}
