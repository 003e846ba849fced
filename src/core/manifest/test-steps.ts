import { folderOf, foldersAbove } from '../../text/index.ts'

/** Whether a file of this name makes tests of what is beside it: `chainsaw-test.yaml`, or an assertion of kuttl. */
export function isTestFile(name: string): boolean {
  return isChainsaw(name) || /^\d+-(?:assert|errors?)\.ya?ml$/.test(name)
}

/** Whether a file of this name would be a step of kuttl beside one of its assertions. */
export function isNumbered(name: string): boolean {
  return /^\d+-/.test(name)
}

/**
 * The test that the file at `path` is a step of, among test files by their folders: Chainsaw's folder holds its steps,
 * those below too, and kuttl applies the numbered files beside its assertions.
 */
export function testOf(path: string, tests: ReadonlyMap<string, string>): string | undefined {
  if (tests.size === 0) return undefined
  const own = folderOf(path)
  const folder = foldersAbove(path, '').find((folder) => {
    const file = tests.get(folder)
    return file !== undefined && (isChainsaw(nameOf(file)) || (folder === own && isNumbered(nameOf(path))))
  })
  return folder === undefined ? undefined : tests.get(folder)
}

/** The names of Chainsaw's tests. */
export const chainsawNames: readonly string[] = ['chainsaw-test.yaml', 'chainsaw-test.yml']

function isChainsaw(name: string): boolean {
  return chainsawNames.includes(name)
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
