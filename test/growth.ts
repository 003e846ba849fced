import { expect } from 'vitest'

const times = 16
const slack = 4

/**
 * Expects work on something sixteen times as large to cost about sixteen times as much, in processor time and not by
 * the wall clock, so that a busy machine changes nothing. Work that grows with the square of the size costs 256 times as
 * much; the limit is 64 times. What costs less than adding up `size` numbers a hundred times is always fine.
 */
export function expectLinear(work: (size: number) => unknown, size: number): void {
  const small = Math.ceil(size / times)
  const little = cheapest(() => add(size)) * 10
  let [least, most] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let attempt = 0; attempt < 4; attempt++) {
    least = Math.min(
      least,
      cheapest(() => work(small), 10)
    )
    most = Math.min(
      most,
      cheapest(() => work(size), 1)
    )
    if (most <= little || most <= least * times * slack) return
  }
  expect.fail(`Sixteen times as much costs ${Math.round(most / least)} times as much.`)
}

/** How many times as much work costs as other work that is done in the same run, in processor time. */
export function costBeside(work: () => unknown, other: () => unknown): number {
  return cheapest(work) / cheapest(other)
}

function cheapest(work: () => unknown, runs = 5): number {
  return Math.min(...Array.from({ length: runs }, () => cost(work)))
}

/** The processor time of this process that a call takes, in microseconds. */
function cost(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

function add(size: number): number {
  const numbers = new Float64Array(size).fill(1)
  let sum = 0
  for (let round = 0; round < 10; round++) for (const number of numbers) sum += number
  return sum
}
