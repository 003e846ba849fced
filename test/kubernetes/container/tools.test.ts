import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { judgeReading } from '../../../src/kubernetes/container/idempotency/script.ts'
import { classifyTask } from '../../../src/kubernetes/container/idempotency/task.ts'
import { type Tool, tools } from '../../../src/kubernetes/container/idempotency/tools.ts'
import { readContainer } from '../../../src/kubernetes/container/reading.ts'

/**
 * tools.txt says once more, by hand, what each subcommand of each tool does: every one is run through the whole reading
 * of `sh -c "tool subcommand"`, and a row of the table that says something else, or more, or less, fails here.
 */
interface Row {
  readonly names: readonly string[]
  readonly write: readonly string[]
  readonly read: readonly string[]
  readonly safe: readonly string[]
  readonly unless: readonly string[]
  readonly otherwise?: string
  readonly why?: string
  readonly runs?: string
}

const rows = readFileSync('test/kubernetes/container/tools.txt', 'utf8').trim().split('\n\n').map(row)

function row(text: string): Row {
  const [names = '', ...lines] = text.split('\n')
  const values = (key: string) =>
    lines.flatMap((line) => (line.startsWith(`  ${key} `) ? [line.slice(key.length + 3)] : []))
  const listed = (key: string) => values(key).flatMap((line) => line.split(', '))
  const single = (key: string) => values(key)[0]
  return {
    names: names.split(' '),
    write: listed('write'),
    read: listed('read'),
    safe: listed('safe'),
    unless: listed('unless'),
    ...(single('otherwise') && { otherwise: single('otherwise') as string }),
    ...(single('why') && { why: single('why') as string }),
    ...(single('runs') && { runs: single('runs') as string })
  }
}

function effectOf(command: string): string {
  const reading = readContainer({ command: ['sh', '-c', command], args: [] })
  return judgeReading(reading)
    .map(({ effect }) => effect)
    .join(' ')
}

function taskOf(command: string) {
  return classifyTask({ labels: {}, containers: [{ command: ['sh', '-c', command], args: [] }] })
}

test('every tool of the table is in tools.txt, and nothing else', () => {
  expect(rows.flatMap(({ names }) => names).sort()).toEqual([...tools.keys()].sort())
  const listed = (list: string | undefined, separator: RegExp) => list?.split(separator) ?? []
  for (const { names, runs, why, ...written } of rows) {
    const tool = tools.get(names[0] ?? '') as Tool
    expect({ names, ...written, runs: runs !== undefined }).toEqual({
      names: tool.names.split(/\s+/),
      write: listed(tool.writes, /,\s*/),
      read: listed(tool.reads, /,\s*/),
      safe: listed(tool.safe, /,\s*/),
      unless: listed(tool.unless, / /),
      ...(tool.otherwise && { otherwise: tool.otherwise }),
      runs: tool.tasks === true
    })
  }
})

describe.each(rows.map((row) => [row.names.join(' '), row] as const))('%s', (_, row) => {
  const { names, write, read, safe, unless, otherwise, why, runs } = row

  test.each(names)('%s', (name) => {
    const expected = [write, read, safe].flatMap((words, at) =>
      words.map((word) => [`${name} ${word}`, ['write', 'read', 'safe'][at]])
    )
    if (otherwise !== undefined) expected.push([`${name} x`, otherwise])
    if (runs !== undefined) expected.push([`${name} users:backfill`, 'write'])
    expect(expected.map(([command = '']) => [command, effectOf(command)])).toEqual(expected)
    for (const word of write) expect(taskOf(`${name} ${word}`).retry, `${name} ${word}`).toBe('unsafe')
    const example = `${name} ${write[0] ?? (runs === undefined ? 'x' : 'users:backfill')}`
    if (why !== undefined) expect(taskOf(example).evidence[0]).toMatchObject({ why })
    for (const option of unless) expect(taskOf(`${example} ${option}`).retry, option).toBe('safe')
  })
})
