import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../core/config/index.ts'
import { configNames } from '../node/config-file.ts'
import { writeNew } from '../node/write-file.ts'
import { quoted } from '../text/index.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { schemaAddress } from './own-version.ts'

/** Writes a commented jobsworth.yaml into the current folder, unless a config is there. */
export function init({ operands }: Arguments, { cwd }: Io): string {
  const [extra] = operands
  if (extra !== undefined)
    throw new UsageError(`The command init takes no arguments, but got ${quoted(extra)}.`)
  const existing = configNames.find((name) => existsSync(join(cwd, name)))
  if (existing !== undefined) throw new UsageError(`${existing} is already here; nothing was written.`)
  writeNew(join(cwd, 'jobsworth.yaml'), modeline(cwd) + starter, 'jobsworth.yaml')
  return 'Wrote jobsworth.yaml.\n'
}

/**
 * What tells editors where the schema is: in the package, if it is installed here and so of the same version, else on
 * the web. Until jobsworth is published there is only the package.
 */
function modeline(cwd: string): string {
  const installed = './node_modules/jobsworth/schemas/config.schema.json'
  const isInstalled = existsSync(join(cwd, installed))
  const address = isInstalled || schemaAddress === undefined ? installed : schemaAddress
  return `# yaml-language-server: $schema=${address}\n`
}

const starter = `# Configuration of jobsworth. Files below this folder use it, unless a nearer config is found.

# minimal: what the API server refuses, warns of, or can never run. recommended: good practice. strict: everything.
profile: recommended

# The version of Kubernetes to check against, or a range; the newest by default.
# kubernetes: 1.31-1.34

# How the manifests reach the cluster: kubectl-create, kubectl-apply, kustomize, helm, helm-hook, argocd, argocd-hook,
# flux or unknown. If unset, the manifests and the files around them show it, where they can.
# delivery: kubectl-apply

# Where logs are kept once the Pods are gone: in a store outside the cluster (external), or nowhere (pods).
# logs: external

# If given, folders are searched for these files only.
# include:
#   - deploy/

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

# Values that are filled in later, besides \${X}, {{ x }}, <x>, __X__ and the like; "*" matches any characters.
# placeholders: ["@@*@@"]

# The least severe findings that make a run fail.
# failOn: error

# Whether comments and annotations in manifests can suppress findings, and whether those of other linters count as well.
# inlineConfig: true
# respectForeignIgnores: false

# Known findings to hide; \`jobsworth baseline\` writes the file.
# baseline: jobsworth-baseline.yaml

# Different settings for some files; later entries take precedence.
# overrides:
#   - files: ['staging/']
#     profile: minimal
`
