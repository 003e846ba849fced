import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../core/config/index.ts'
import { configNames } from '../node/config-file.ts'
import { writeNew } from '../node/write-file.ts'
import { quoted } from '../text/index.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'

/** Writes a commented jobsworth.yaml into the current folder, unless a config is there. */
export function init({ operands }: Arguments, { cwd }: Io): string {
  const [extra] = operands
  if (extra !== undefined)
    throw new UsageError(`The command init takes no arguments, but got ${quoted(extra)}.`)
  const existing = configNames.find((name) => existsSync(join(cwd, name)))
  if (existing !== undefined) throw new UsageError(`${existing} already exists; nothing was written.`)
  writeNew(join(cwd, 'jobsworth.yaml'), starter, 'jobsworth.yaml')
  return 'Wrote jobsworth.yaml.\n'
}

const starter = `# Configuration of jobsworth. Files in and below this folder use it, unless there is a nearer config.

# minimal: only what Kubernetes would refuse or do wrong. recommended: good practice. strict: everything.
profile: recommended

# How the manifests reach the cluster: kubectl-create, kubectl-apply, kustomize, helm, argocd or flux.
# If unset, annotations and labels on the manifests show it, where they can.
# delivery: kubectl-apply

# Where logs are kept once the Pods are gone: in a store outside the cluster (external), or nowhere (pods).
# logs: external

# Files and folders to leave out when searching folders, as in .gitignore.
# exclude:
#   - charts/

# A severity (error, warning, info or off), or a severity and options. \`jobsworth rules\` lists the rules,
# \`jobsworth explain ttl-range\` explains a rule and its options.
# rules:
#   ttl-required: error
#   ttl-range: [warning, {max: 604800}]

# Jobs whose commands do not show whether running them twice does harm.
# tasks:
#   - name: '*-import'
#     class: non-idempotent

# Known findings to hide; \`jobsworth baseline\` writes the file.
# baseline: jobsworth-baseline.yaml

# Different settings for some files; later entries take precedence.
# overrides:
#   - files: ['staging/']
#     profile: minimal
`
