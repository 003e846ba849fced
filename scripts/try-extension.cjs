// Runs the packaged extension as far as that goes without VS Code: the module `vscode` is hollow, all else is real, so
// that the extension has to start its server, agree with it on what both can do, and end it.
const Module = require('node:module')
const { join } = require('node:path')

function* nothing() {}

/** Whatever is asked of it, called or made new: more of itself. */
const hollow = new Proxy(class {}, {
  get: (target, name) => {
    if (name === 'then') return undefined
    return name === Symbol.iterator ? nothing : (target[name] ?? hollow)
  },
  apply: () => hollow,
  construct: () => hollow
})

function over(known) {
  return new Proxy(known, { get: (target, name) => (name in target ? target[name] : hollow) })
}

const workspace = over({ getConfiguration: () => ({ get: (_, fallback) => fallback }), textDocuments: [] })
const vscode = over({ version: '1.91.0', workspace })
const load = Module._load
Module._load = function (request, ...rest) {
  return request === 'vscode' ? vscode : load.call(this, request, ...rest)
}

const [folder] = process.argv.slice(2)
const { activate, deactivate } = require(join(folder, 'dist', 'extension.cjs'))

async function startAndEnd() {
  await activate({ asAbsolutePath: (path) => join(folder, path), subscriptions: [] })
  await deactivate()
  process.exitCode = 0
  console.log('The extension starts its server and ends it.')
}

// What never comes ends the process when nothing is left to wait for; what hangs is ended here.
process.exitCode = 1
setTimeout(() => process.exit(), 20_000).unref()
startAndEnd().catch((error) => console.error(error))
