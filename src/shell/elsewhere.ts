import type { Word } from './step.ts'

/** The command that `kubectl exec`, `docker exec` and their like run in another container; undefined for others. */
export function insideOther(name: string, words: readonly Word[]): readonly Word[] | undefined {
  if (/^(?:kubectl|oc|k|kubecolor)$/.test(name)) return insidePod(words)
  if (/^(?:docker|podman|nerdctl|crictl)$/.test(name)) return insideContainer(words)
  return undefined
}

/** The command after `--`, or after the Pod where an old script leaves the `--` out. */
function insidePod(words: readonly Word[]): readonly Word[] | undefined {
  const at = afterOptions(words, 1)
  const [verb, rest] = [words[at]?.value, words.slice(at + 1)]
  const dashes = rest.findIndex(({ value }) => value === '--')
  if (verb === 'run') {
    // A Pod with `--rm` is gone afterwards, so that what it runs counts.
    const isPassing = rest.some(({ value }) => value === '--rm' || value === '--rm=true')
    return isPassing && dashes >= 0 ? some(rest.slice(dashes + 1)) : undefined
  }
  if (verb !== 'exec' && verb !== 'rsh' && verb !== 'debug') return undefined
  if (dashes >= 0) return some(rest.slice(dashes + 1))
  return some(rest.slice(afterOptions(rest, afterOptions(rest, 0) + 1)))
}

/** `docker exec -it NAME command`; a container that is run may have any image, so that only `exec` is looked into. */
function insideContainer(words: readonly Word[]): readonly Word[] | undefined {
  const at = words.findIndex(({ value }) => value === 'exec')
  if (at < 0) return undefined
  let from = at + 1
  while (words[from]?.value.startsWith('-'))
    from += /^(?:-u|-e|-w|--user|--env|--workdir)$/.test(words[from]?.value ?? '') ? 2 : 1
  return some(words.slice(from + 1))
}

const takes = new Set(
  '-n --namespace -c --container -s --server --context --cluster --kubeconfig --user --as --token --request-timeout'.split(
    ' '
  )
)

function afterOptions(words: readonly Word[], from: number): number {
  let at = from
  for (let value = words[at]?.value; value?.startsWith('-'); value = words[at]?.value)
    at += takes.has(value) ? 2 : 1
  return at
}

function some(words: readonly Word[]): readonly Word[] | undefined {
  return words.length > 0 ? words : undefined
}
