import type { InitializeParams } from 'vscode-languageserver/node'

/** What an editor can do, as far as we ask. */
export interface Client {
  /** Asks for diagnostics by itself, so that pushing them too would show each twice. */
  readonly pulls: boolean
  readonly refreshesDiagnostics: boolean
  readonly refreshesLenses: boolean
  readonly showsRelated: boolean
  readonly hasSettings: boolean
  readonly registersSettings: boolean
  readonly changesFolders: boolean
  /** Asks for the edit of an action once it is chosen. */
  readonly resolvesEdits: boolean
  readonly watchesFiles: boolean
  /** Takes edits that name the version of the text they are made for. */
  readonly checksVersions: boolean
}

export function clientOf({ capabilities }: InitializeParams): Client {
  const { workspace, textDocument } = capabilities
  return {
    pulls: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    showsRelated: textDocument?.publishDiagnostics?.relatedInformation === true,
    hasSettings: workspace?.configuration === true,
    registersSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    resolvesEdits:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    checksVersions: workspace?.workspaceEdit?.documentChanges === true
  }
}
