/** The public API on Node: lints files as the command line does. */
export { type ConfigChoice, configFinder, type FolderConfig } from './node/config-file.ts'
export { type LintFilesOptions, type LintFilesResult, lintFiles } from './node/lint-files.ts'
export type { FileProblem } from './node/read.ts'
