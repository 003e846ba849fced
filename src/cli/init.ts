import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../core/config.ts'
import { configNames } from '../node/config-file.ts'
import type { ExitCode, Io } from './io.ts'

/** Writes a commented jobsworth.yaml into the working directory, unless there is a config already. */
export function runInit(operands: readonly string[], io: Io): ExitCode {
  if (operands.length > 0)
    throw new UsageError('`jobsworth init` takes no operands; it writes jobsworth.yaml here.')
  const present = configNames.find((name) => existsSync(join(io.cwd, name)))
  if (present !== undefined) throw new UsageError(`There is a config already: ${present}. It stays as it is.`)
  writeFileSync(join(io.cwd, 'jobsworth.yaml'), template, { flag: 'wx' })
  io.stdout('Wrote jobsworth.yaml.\n')
  return 0
}

const template = `# Settings of jobsworth, the linter for Kubernetes Jobs. \`jobsworth --print-config FILE\` shows what they come to.

# minimal: what the API server refuses. recommended: what goes wrong on real clusters. strict: everything.
profile: recommended

# How the manifests reach the cluster, where they do not show it themselves:
# kubectl-create, kubectl-apply, kustomize, helm, helm-hook, argocd, argocd-hook or flux.
# delivery: argocd

# Where logs are once the Pods are gone: pods (nowhere) or external.
# logs: external

# Files and folders to leave out, as in .gitignore.
# exclude:
#   - examples/

# A severity (error, warning, info, off), or a list of a severity and options. \`jobsworth rules\` lists the rules.
# rules:
#   service-account: off
#   ttl-range: [warning, {max: 604800}]

# Work that must not be done twice, or may be, where the command does not show it.
# tasks:
#   - name: "*-backfill"
#     class: non-idempotent

# Other settings for some files; later entries win.
# overrides:
#   - files: [jobs/one-off/]
#     delivery: kubectl-create
`
