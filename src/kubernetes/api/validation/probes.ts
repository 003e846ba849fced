import { portNameFault } from '../names.ts'
import type { Constraint, ConstraintFault } from './constraint.ts'
import { show } from './phrases.ts'
import type { WalkPlace } from './place.ts'
import { atMostOne, minimum, oneAtLeast, oneOf, onFields, onNumber } from './predicates.ts'
import { text, written } from './values.ts'

const probeHandlers = ['exec', 'httpGet', 'tcpSocket', 'grpc']
const lifecycleHandlers = ['exec', 'httpGet', 'tcpSocket', 'sleep']

/** Probes and lifecycle handlers (GROUND_TRUTH section 9). */
export const probeConstraints: readonly Constraint[] = [
  { id: 'B1', where: 'Probe', type: 'Forbidden', check: atMostOne(probeHandlers, 'handler') },
  { id: 'B1', where: 'Probe', type: 'Required', check: oneAtLeast(probeHandlers, 'handler') },
  { id: 'B8', where: 'LifecycleHandler', type: 'Forbidden', check: atMostOne(lifecycleHandlers, 'handler') },
  { id: 'B8', where: 'LifecycleHandler', type: 'Required', check: oneAtLeast(lifecycleHandlers, 'handler') },
  { id: 'B2', where: '{Probe,LifecycleHandler}.exec.command', required: 'exec needs a command to run.' },
  {
    id: 'B3',
    where: '{Probe,LifecycleHandler}.{httpGet,tcpSocket}.port',
    check: (port, at) => portFault(port, at)
  },
  {
    id: 'B3',
    where: '{Probe,LifecycleHandler}.{httpGet,tcpSocket}',
    whole: true,
    check: onFields(({ port }, at) =>
      written(port) ? undefined : { message: `${at.name} needs a port.`, below: ['port'] }
    )
  },
  {
    id: 'B3',
    where: 'Probe.grpc',
    whole: true,
    check: onFields(({ port }) =>
      written(port) ? undefined : { message: 'grpc needs a port.', below: ['port'] }
    )
  },
  { id: 'B3', where: 'Probe.grpc.port', check: onNumber((port, at) => portFault(port, at)) },
  {
    id: 'B4',
    where: '{Probe,LifecycleHandler}.httpGet.scheme',
    type: 'NotSupported',
    check: oneOf('HTTP', 'HTTPS')
  },
  {
    id: 'B4',
    where: '{Probe,LifecycleHandler}.httpGet.httpHeaders[*]',
    check: onFields(({ name }, at) => {
      if ((written(name) && typeof name !== 'string') || (!written(name) && at.scope.partial))
        return undefined
      if (/^[-A-Za-z0-9]+$/.test(text(name))) return undefined
      const message = `Header name ${show(text(name))} must consist of letters, digits and "-".`
      return { message, below: ['name'] }
    })
  },
  {
    id: 'B5',
    where: 'Probe.{initialDelaySeconds,timeoutSeconds,periodSeconds,successThreshold,failureThreshold}',
    check: minimum(0)
  },
  {
    id: 'B6',
    where: 'Container.{livenessProbe,startupProbe}.successThreshold',
    check: onNumber((threshold, at) =>
      threshold > 1 ? `successThreshold is ${threshold}, but must be 1 for ${at.way.at(-2)}.` : undefined
    )
  },
  {
    id: 'B7',
    where: 'Container.{livenessProbe,startupProbe}.terminationGracePeriodSeconds',
    check: minimum(1)
  },
  {
    id: 'B7',
    where: 'Container.readinessProbe.terminationGracePeriodSeconds',
    check: () =>
      'terminationGracePeriodSeconds does not apply to readinessProbe, which never ends a container: remove it.'
  },
  {
    id: 'B9',
    where: 'LifecycleHandler.sleep',
    check: onFields(({ seconds = 0 }, at) => {
      const grace = gracePeriod(at)
      const least = at.scope.minor >= 33 ? 0 : 1
      if (seconds !== null && typeof seconds !== 'number') return undefined
      if (typeof grace !== 'number' || (at.scope.partial && !written(seconds))) return undefined
      const time = seconds ?? 0
      if (time >= least && time <= grace) return undefined
      const reason = 'the terminationGracePeriodSeconds of the Pod'
      return {
        message: `seconds is ${time}, but must be from ${least} to ${grace}, ${reason}.`,
        below: ['seconds']
      }
    })
  }
]

/** Of a Pod, the API server takes a negative one for 1 before it looks at anything. */
function gracePeriod({ scope }: WalkPlace): unknown {
  const written = scope.pod.terminationGracePeriodSeconds ?? 30
  return scope.kind === 'Pod' && typeof written === 'number' && written < 0 ? 1 : written
}

function portFault(port: unknown, at: WalkPlace): ConstraintFault {
  if (typeof port === 'number') {
    return port >= 1 && port <= 65_535 ? undefined : `port is ${port}, but must be from 1 to 65535.`
  }
  if (typeof port !== 'string') return undefined
  const fault = portNameFault(port)
  if (!fault) return undefined
  const hint = /^\d+$/.test(port) ? ` For the port number write ${port} without quotes.` : ''
  return `${at.name} ${show(port)} is a port name, which ${fault}.${hint}`
}
