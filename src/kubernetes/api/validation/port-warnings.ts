import type { Complaint } from './constraint.ts'
import { show } from './phrases.ts'
import type { Path } from './problem.ts'
import type { ContainerAt } from './scope.ts'
import { type Fields, fields, items, text } from './values.ts'

interface PortAt {
  readonly port: Fields
  readonly path: Path
}

/** Ports opened twice over all containers (W4); only the last 50 of one number are compared. */
export function portWarnings(containers: readonly ContainerAt[]): Complaint[] {
  const open = new Map<string, PortAt[]>()
  return portsOf(containers).flatMap(({ port, path }): Complaint[] => {
    if (typeof port.containerPort !== 'number') return []
    const key = `${port.containerPort}/${text(port.protocol) || 'TCP'}`
    const others = open.get(key) ?? []
    open.set(key, [...others.slice(-50), { port, path }])
    const other = others.find((one) => clash(port, one.port))
    if (!other) return []
    const related = [{ path: other.path, message: 'This is the other one.' }]
    return [{ message: `Port ${key} is ${clash(port, other.port)} in this Pod.`, path, related }]
  })
}

/** Port names used in two containers (W5). */
export function portNameWarnings(containers: readonly ContainerAt[]): Complaint[] {
  const first = new Map<string, Path>()
  return portsOf(containers).flatMap(({ port, path }): Complaint[] => {
    const name = text(port.name)
    const before = first.get(name)
    if (name !== '' && !before) first.set(name, path)
    if (name === '' || !before) return []
    const related = [{ path: before, message: 'Services and probes use this one.' }]
    return [
      { message: `Port name ${show(name)} is used twice in this Pod.`, path: [...path, 'name'], related }
    ]
  })
}

function portsOf(containers: readonly ContainerAt[]): PortAt[] {
  return containers.flatMap(({ value, path }) =>
    items(value.ports).map((port, index) => ({ port: fields(port), path: [...path, 'ports', index] }))
  )
}

function clash(one: Fields, other: Fields): string | undefined {
  const [hostPort, otherPort] = [one.hostPort || 0, other.hostPort || 0]
  const [hostIp, otherIp] = [text(one.hostIP), text(other.hostIP)]
  if (hostIp === otherIp && hostPort === otherPort) return 'defined twice'
  if (hostPort === 0 || otherPort === 0) return 'opened again on the host'
  return hostPort === otherPort && (hostIp === '') !== (otherIp === '')
    ? 'opened on all addresses and on one'
    : undefined
}
