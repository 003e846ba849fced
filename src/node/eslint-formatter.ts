import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { UsageError } from '../core/config/index.ts'
import { type EslintResult, formatterContext, toEslintResults } from '../report/eslint.ts'
import { type Format, formats } from '../report/index.ts'

/** Loads the ESLint formatter that `name` means to ESLint in the folder `cwd`: a path, a package, one of its own. */
export async function loadFormatter(
  name: string,
  cwd: string
): Promise<(...run: Parameters<Format>) => Promise<string>> {
  const format = await importFormatter(name, locateFormatter(name, cwd))
  return async (results, run) => {
    const output = await attempt(name, () => format(toEslintResults(results, run), formatterContext(run)))
    if (typeof output !== 'string') throw new UsageError(`The format "${name}" returned no text.`)
    return output
  }
}

type EslintFormatter = (results: EslintResult[], context: ReturnType<typeof formatterContext>) => unknown

type Find = (request: string) => string

function locateFormatter(name: string, cwd: string): string {
  const find = createRequire(join(cwd, 'package.json')).resolve
  const candidates = places(name.replaceAll('\\', '/'), cwd)
  for (const locate of Object.values(candidates)) {
    const path = found(() => locate(find))
    if (path !== undefined) return path
  }
  throw new UsageError(
    `Unknown format "${name}": formats are text, friendly, ${Object.keys(formats).join(', ')}, ` +
      `and ESLint formatters that can be loaded from ${cwd}. Tried ${Object.keys(candidates).join(' and ')}.`
  )
}

/** Where a formatter may be, by what to call the place when it is not there. */
function places(name: string, cwd: string): Record<string, (find: Find) => string> {
  const isScoped = name.startsWith('@')
  if (name.includes('/') && !isScoped) return { [`the file ${name}`]: (find) => find(resolve(cwd, name)) }
  const packageName = packageOf(name)
  const builtIn = (find: Find) =>
    join(dirname(find('eslint/package.json')), 'lib/cli-engine/formatters', `${name}.js`)
  return {
    [`the package ${packageName}`]: (find) => find(packageName),
    ...(!isScoped && { [`${name} of the package eslint`]: (find: Find) => find(builtIn(find)) })
  }
}

/** `foo` is the package `eslint-formatter-foo`, `@scope/foo` is `@scope/eslint-formatter-foo`. */
function packageOf(name: string): string {
  const [, scope = '', own = ''] = /^(@[^/]*)?\/?(.*)$/s.exec(name) ?? []
  const full = own.startsWith('eslint-formatter') ? own : ['eslint-formatter', own].filter(Boolean).join('-')
  return scope ? `${scope}/${full}` : full
}

function found(locate: () => string): string | undefined {
  try {
    return locate()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return undefined
    throw error
  }
}

async function importFormatter(name: string, path: string): Promise<EslintFormatter> {
  const loaded = (await attempt(name, () => import(pathToFileURL(path).href))) as { default?: unknown }
  const exported = loaded.default ?? loaded
  const format = typeof exported === 'function' ? exported : (exported as { format?: unknown }).format
  if (typeof format === 'function') return format as EslintFormatter
  throw new UsageError(`The format "${name}" (${path}) does not export a function.`)
}

/** Runs the user's code: what it throws is not our bug. */
async function attempt(name: string, run: () => unknown): Promise<unknown> {
  try {
    return await run()
  } catch (error) {
    throw new UsageError(`The format "${name}" failed: ${error instanceof Error ? error.message : error}`)
  }
}
