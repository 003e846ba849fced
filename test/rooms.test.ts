import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { roomOf, rooms, roomTable } from '../scripts/rooms.ts'

interface Import {
  readonly from: string
  /** A file of ours, or the name of a package. */
  readonly to: string
  readonly isFile: boolean
}

const files = ['src', 'rules', 'schemas/compiled'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
)
const imports = files.flatMap(importsOf)
const ours = imports.filter(({ to }) => files.includes(to))

/** What breaks the rules today, and has to go; an entry that nothing breaks any more fails as well. */
const owed = {
  imports: ['src/shell/launch.ts → src/kubernetes/container/index.ts'],
  names: ['settings.ts: src/core/config/settings.ts, src/node/settings.ts']
}

describe('the rooms of src/', () => {
  test('each file stands in one', () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([])
    expect(imports.length).toBeGreaterThan(1000)
  })

  test('import only what the table lets them', () => {
    const wrong = ours.flatMap(({ from, to }) => {
      const [here, there] = [roomOf(from), roomOf(to)]
      if (here === undefined || there === undefined || here === there || here.imports.includes(there.path))
        return []
      return `${from} → ${to}`
    })
    expect(wrong.filter((one) => !owed.imports.includes(one)).map(advice)).toEqual([])
    expect(
      owed.imports.filter((one) => !wrong.includes(one)).map((one) => `${one} is gone: take it out of owed`)
    ).toEqual([])
  })

  test('are entered only through their index.ts', () => {
    const wrong = ours.filter(({ from, to }) => {
      const there = roomOf(to)
      return (
        there !== undefined && !there.doorless && there !== roomOf(from) && to !== `${there.path}/index.ts`
      )
    })
    expect(
      wrong.map(
        ({ from, to }) =>
          `${from} imports ${to}: import ${roomOf(to)?.path}/index.ts, and export there what is missing`
      )
    ).toEqual([])
  })

  test('import only the packages that the table lets them, and none of Node below src/node', () => {
    const wrong = imports.filter(({ from, to, isFile }) => {
      if (isFile) return false
      const { packages = [] } = roomOf(from) ?? {}
      return !packages.some((name) => to === name || (name.endsWith(':') && to.startsWith(name)))
    })
    expect(
      wrong.map(
        ({ from, to }) => `${from} imports ${to}: move that to a room that may, or change scripts/rooms.ts`
      )
    ).toEqual([])
  })

  test('have no circle', () => {
    const broken = (edge: Import) => owed.imports.includes(`${edge.from} → ${edge.to}`)
    const circle = circleIn(ours.filter((edge) => !broken(edge)))
    expect(circle, 'Move what these files share into a file that imports none of them.').toEqual([])
  })

  test('have no two files of one name, but index.ts and the rules, which are named by their ids', () => {
    const named = files.filter((file) => file.startsWith('src/') && basename(file) !== 'index.ts').sort()
    const names = [...new Set(named.map((file) => basename(file)))]
    const shared = names.map((name) => [name, named.filter((file) => basename(file) === name)] as const)
    const twice = shared
      .filter(([, all]) => all.length > 1)
      .map(([name, all]) => `${name}: ${all.join(', ')}`)
    expect(twice, 'Say in its name what makes each of them different.').toEqual(owed.names)
  })

  test('are shown in docs/architecture.md as they are here', () => {
    const page = readFileSync('docs/architecture.md', 'utf8')
    expect(/<!-- rooms -->\n([\s\S]*?)\n<!-- \/rooms -->/.exec(page)?.[1]).toBe(roomTable())
  })

  test('and docs/architecture.md names only files that exist', () => {
    const page = readFileSync('docs/architecture.md', 'utf8')
    const named = [...page.matchAll(/`((?:src|test|scripts|rules)\/[\w./-]+)`/g)].map(
      ([, path]) => path as string
    )
    const missing = named.filter((path) => path !== 'rules/RULE.ts' && !existsSync(path))
    expect(missing).toEqual([])
    expect(named.length).toBeGreaterThan(30)
  })

  test('import downwards by the table itself', () => {
    const order = rooms.map(({ path }) => path)
    // The public entry for Node stands in src/ beside the one for browsers.
    const upwards = rooms.flatMap(({ path, imports }) =>
      imports
        .filter((other) => order.indexOf(other) > order.indexOf(path))
        .map((other) => `${path} → ${other}`)
    )
    expect(upwards).toEqual(['src → src/node'])
  })
})

function advice(edge: string): string {
  const [from = '', to = ''] = edge.split(' → ')
  const [here, there] = [roomOf(from)?.path, roomOf(to)?.path]
  return `${from} imports ${to}: ${here} may not import ${there}. Move what it needs down, hand it in as an argument, or change scripts/rooms.ts and say why.`
}

function importsOf(from: string): Import[] {
  const text = readFileSync(from, 'utf8')
  const found = text.matchAll(
    /^(?:import|export)\b(?:[^'"`;]*?\bfrom)? '([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm
  )
  return [...found].map(([, listed, dynamic]) => {
    const name = (listed ?? dynamic) as string
    const isFile = name.startsWith('.')
    return { from, to: isFile ? posix.join(dirname(from), name) : name, isFile }
  })
}

/** The files of a circle of imports, in order, or none. */
function circleIn(edges: readonly Import[]): string[] {
  const next = new Map<string, string[]>()
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  function walk(file: string, above: readonly string[]): string[] {
    const start = above.indexOf(file)
    if (start >= 0) return [...above.slice(start), file]
    if (done.has(file)) return []
    for (const to of next.get(file) ?? []) {
      const circle = walk(to, [...above, file])
      if (circle.length > 0) return circle
    }
    done.add(file)
    return []
  }
  for (const file of next.keys()) {
    const circle = walk(file, [])
    if (circle.length > 0) return circle
  }
  return []
}
