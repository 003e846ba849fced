/** A path with `/`, taken from a folder; undefined where it is absolute or a URL, which name nothing near. */
export function pathBelow(folder: string, path: string): string | undefined {
  if (path.startsWith('/') || path.includes('\\') || /^[\w+.-]+:|^\w+@|[?\n]/.test(path)) return undefined
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.length === 0) return undefined
      parts.pop()
    } else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** The folder of a path; `''` for a name alone. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** A path's folders, the innermost first, up to `root`, which has to be one of them. */
export function foldersAbove(path: string, root: string): string[] {
  const found: string[] = []
  for (let folder = folderOf(path); folder.length >= root.length; folder = folderOf(folder)) {
    found.push(folder)
    if (folder === root || folder === '') break
  }
  return found
}
