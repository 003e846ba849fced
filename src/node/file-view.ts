import { parseOptionsOf, type Settings } from '../core/config/index.ts'
import { parse } from '../core/document/index.ts'
import { classify, type Resource } from '../core/manifest/index.ts'
import type { SourceFile } from '../yaml/index.ts'
import type { FolderConfig } from './config-file.ts'
import { linksIn } from './links.ts'
import type { Project } from './project.ts'
import { type FileProblem, readManifest } from './read.ts'
import { leavesTree } from './read-own.ts'

/** What a run over a project sees in one file. */
export interface FileView {
  readonly source: SourceFile | FileProblem
  readonly config: FolderConfig
  readonly settings: Settings
  /** None where the file cannot be read. */
  readonly resources: readonly Resource[]
}

/** Looks at one file as a run over the whole project would, with what the files around say of its delivery. */
export async function viewOf(name: string, project: Project): Promise<FileView> {
  const path = project.pathOf(name)
  const isOutside = linksIn(project.cwd).outside(path) !== undefined
  const source = isOutside ? { file: name, message: leavesTree } : readManifest(path, name)
  const found = { source, config: project.configOf(name), settings: project.settingsOf(name) }
  if ('message' in source) return { ...found, resources: [] }
  const { note, surroundingsOf } = project.survey()
  const { files } = await project.everything()
  for (const file of files) {
    const neighbour = readManifest(project.pathOf(file), file)
    if ('text' in neighbour) note(neighbour)
  }
  note(source)
  const settings = { ...found.settings, surroundings: surroundingsOf([name])(name) }
  return {
    ...found,
    resources: parse(source, parseOptionsOf(settings)).flatMap((document) => classify(document, settings))
  }
}
