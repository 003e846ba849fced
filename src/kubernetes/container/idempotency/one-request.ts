import { commandsIn, type Reading, someCommand } from '../../../shell/index.ts'
import { type Verdict, why } from './verdict.ts'

/** Whether the only write of a script is a request, made once, and nothing that can fail follows it. */
export function endsInRequest({ step, programs }: Reading, found: readonly Verdict[]): boolean {
  const at = found.findIndex(({ effect }) => effect === 'write')
  const [request, judged] = [programs[at], found[at]]
  if (request === undefined || request.loop !== undefined) return false
  if (judged?.why !== why.post && judged?.why !== why.object) return false
  const calls = [...commandsIn(step, true)].filter(
    ({ call }) => call !== undefined && someCommand(call.body, (command) => command === request.command, true)
  )
  return calls.length <= 1 && found.slice(at + 1).every(({ effect }) => effect === 'idle')
}
