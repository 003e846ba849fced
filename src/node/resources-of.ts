import { dirname, resolve } from 'node:path'
import type { Settings } from '../core/config/index.ts'
import { parse } from '../core/document/index.ts'
import { classify, type Resource } from '../core/manifest/index.ts'
import type { Rule } from '../core/rule/index.ts'
import type { SourceFile } from '../yaml/index.ts'
import { configFinder, type FolderConfig } from './config-file.ts'
import { discover } from './discover.ts'
import { type Problem, readSource } from './read.ts'
import { type CommandSettings, settingsFinder } from './settings.ts'
import { survey } from './survey.ts'

export interface Viewpoint {
  readonly cwd: string
  readonly rules: readonly Rule[]
  readonly config?: string | false | undefined
  readonly command?: CommandSettings
}

/** What a run over the working directory sees in one file. */
export interface FileView {
  readonly source: SourceFile | Problem
  readonly config: FolderConfig
  readonly settings: Settings
  /** None where the file cannot be read. */
  readonly resources: readonly Resource[]
}

/** Looks at one file as a run over the working directory would, with what the files around say of its delivery. */
export async function viewOf(name: string, { cwd, rules, config, command }: Viewpoint): Promise<FileView> {
  const configOf = configFinder({ cwd, rules, config })
  const settings = settingsFinder(configOf, rules, { cwd, command })(name)
  const source = readSource(resolve(cwd, name), name)
  const found = { source, config: configOf(dirname(resolve(cwd, name))), settings }
  if ('message' in source) return { ...found, resources: [] }
  const { note, surroundingsOf } = survey(cwd)
  const { files } = await discover(['.'], { cwd, configOf, errorOnUnmatched: false })
  for (const path of files) {
    const neighbour = readSource(resolve(cwd, path), path)
    if ('text' in neighbour) note(neighbour)
  }
  note(source)
  const surroundings = surroundingsOf([name])(name)
  const knowledge = { ...settings, surroundings }
  return { ...found, resources: parse(source).flatMap((document) => classify(document, knowledge)) }
}
