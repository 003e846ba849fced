/** The addresses that follow from one: `homepage` in package.json, the repository's, which is empty until there is one. */
export interface Package {
  readonly homepage: string
  readonly version: string
}

/** A package.json with the `repository` and `bugs` that follow from its `homepage`. */
export function packageWithAddresses(text: string): string {
  const { repository: _, bugs: __, ...facts } = JSON.parse(text) as Package & Record<string, unknown>
  const { homepage } = facts
  const entries = Object.entries(facts).flatMap(([key, value]) =>
    key === 'homepage' && homepage !== ''
      ? [
          [key, value],
          ['repository', { type: 'git', url: `git+${homepage}.git` }],
          ['bugs', `${homepage}/issues`]
        ]
      : [[key, value]]
  )
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`
}

/** A page whose snippets name the repository and the version, and whose note is there until it has an address. */
export function pageWithAddresses(page: string, { homepage, version }: Package): string {
  const slug = homepage.replace(/^https:\/\/github\.com\//, '') || 'OWNER/jobsworth'
  const note =
    homepage === ''
      ? 'jobsworth is not published yet: write the owner of the repository that you take it from for `OWNER`.'
      : ''
  return page
    .replace(/(?<=uses: )[\w.-]+\/[\w.-]*jobsworth(?=@)/g, slug)
    .replace(/(?<=https:\/\/github\.com\/)[\w.-]+\/[\w.-]*jobsworth\b/g, slug)
    .replace(/(?<=jobsworth@v|--branch v|rev: v)\d+\.\d+\.\d+/g, version)
    .replace(/(?<=<!-- address -->\n)(?:.*\n)??(?=<!-- \/address -->)/g, note === '' ? '' : `${note}\n`)
}
