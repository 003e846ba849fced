import { isAbsolute, relative, sep } from 'node:path'

/** A path as it is reported and matched: relative to `folder`, with `/` on every system. */
export function pathFrom(folder: string, path: string): string {
  const found = path.startsWith(folder + sep) ? path.slice(folder.length + 1) : relative(folder, path)
  return sep === '/' ? found : found.replaceAll(sep, '/')
}

/** Whether a path from `pathFrom` stays in its folder. */
export function isInside(path: string): boolean {
  return path !== '' && path !== '..' && !path.startsWith('../') && !isAbsolute(path)
}
