import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { commands, type ExtensionContext, window, workspace } from 'vscode'
import { LanguageClient } from 'vscode-languageclient/node'

let client: LanguageClient | undefined

/** Starts the server, and starts it anew when another one is chosen. */
export async function activate(context: ExtensionContext): Promise<void> {
  let last = Promise.resolve()
  const start = async () => {
    await deactivate()
    client = clientOf(serverOf(context))
    await client.start()
  }
  // One after the other: a client that is still starting cannot be stopped.
  const restart = () => {
    last = last.then(start, start)
    return last
  }
  context.subscriptions.push(
    commands.registerCommand('jobsworth.restart', restart),
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('jobsworth.path')) return restart()
    })
  )
  await restart()
}

export async function deactivate(): Promise<void> {
  if (client?.needsStop()) await client.dispose()
}

function clientOf(server: string): LanguageClient {
  // The editor is an Electron application, which is Node where this variable says so.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  return new LanguageClient(
    'jobsworth',
    'jobsworth',
    { command: process.execPath, args: [server, 'lsp', '--stdio'], options: { env } },
    {
      documentSelector: ['yaml', 'json'].map((language) => ({ scheme: 'file', language })),
      initializationOptions: workspace.getConfiguration('jobsworth'),
      synchronize: { configurationSection: 'jobsworth' }
    }
  )
}

/** The server that comes with the extension; code that lies in a workspace runs only where the workspace is trusted. */
function serverOf(context: ExtensionContext): string {
  const own = context.asAbsolutePath(join('dist', 'server', 'main.js'))
  const chosen = workspace.getConfiguration('jobsworth').get<string>('path', '')
  if (chosen === '' || !workspace.isTrusted) return own
  const [folder] = workspace.workspaceFolders ?? []
  const other = resolve(folder?.uri.fsPath ?? '', chosen, 'dist', 'cli', 'main.js')
  if (existsSync(other)) return other
  void window.showWarningMessage(
    `jobsworth.path is "${chosen}", but there is no ${other}: the built-in server runs.`
  )
  return own
}
