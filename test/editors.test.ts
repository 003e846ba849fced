import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

const program = join(inject('built'), 'cli/main.js')

describe('a real editor with the set-up of its page shows what is wrong with a Job', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jobsworth-editor-'))
    writeFileSync(join(folder, 'jobsworth'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`)
    chmodSync(join(folder, 'jobsworth'), 0o755)
    copyFileSync('fixtures/err/migration.yaml', join(folder, 'job.yaml'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('Neovim', ({ skip }) => {
    const version = /NVIM v0\.(\d+)/.exec(started('nvim', ['--version']))?.[1]
    skip(version === undefined, 'no Neovim here: nothing shows that its page is right')
    const [from11, from8, before] = blocks('editors/neovim.md', 'lua')
    write('init.lua', Number(version) >= 11 ? from11 : Number(version) >= 8 ? from8 : before)
    write('show.lua', showInNeovim)
    const options = ['--headless', '-i', 'NONE', '-u', 'init.lua', 'job.yaml', '-c', 'luafile show.lua']
    expect(started('nvim', options)).toContain('jobsworth: 7 ttl-required')
  })

  test('Emacs', ({ skip }) => {
    const features = "(progn (package-initialize) (require 'eglot) (require 'yaml-mode) (princ 'both))"
    const isThere = started('emacs', ['--batch', '--eval', features]).endsWith('both')
    skip(!isThere, 'no Emacs with Eglot and yaml-mode here: nothing shows that its page is right')
    write('init.el', `(package-initialize)\n(require 'yaml-mode)\n${blocks('editors/emacs.md', 'elisp')[0]}`)
    write('show.el', showInEmacs)
    expect(started('emacs', ['--batch', '-l', 'init.el', '-l', 'show.el'])).toContain(
      'jobsworth: 7 jobsworth [ttl-required]'
    )
  })

  function write(name: string, text = '') {
    writeFileSync(join(folder, name), text)
  }

  /** What a program says, in a home without anything but our server. */
  function started(command: string, args: readonly string[]): string {
    const env = {
      ...process.env,
      PATH: `${folder}:${process.env.PATH}`,
      HOME: folder,
      XDG_CONFIG_HOME: folder
    }
    const { stdout, stderr } = spawnSync(command, args, {
      cwd: folder,
      env,
      encoding: 'utf8',
      timeout: 40_000
    })
    return `${stderr ?? ''}${stdout ?? ''}`
  }
})

const showInNeovim = `
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, one in ipairs(vim.diagnostic.get(0)) do
  print(string.format('%s: %d %s\\n', one.source, one.lnum + 1, one.code or one.user_data.lsp.code))
end
vim.cmd('qall!')
`

// Without a person there are no commands, which Eglot waits for before it starts a server.
const showInEmacs = `
(setq eglot-sync-connect t)
(find-file "job.yaml")
(apply #'eglot--connect (eglot--guess-contact))
(with-timeout (20)
  (while (null (flymake-diagnostics)) (flymake-start) (accept-process-output nil 0.1)))
(dolist (one (flymake-diagnostics))
  (message "jobsworth: %d %s" (line-number-at-pos (flymake-diagnostic-beg one)) (flymake-diagnostic-text one)))
(kill-emacs)
`

/** The blocks of code in one language on a page. */
function blocks(page: string, language: string): readonly string[] {
  const parts = readFileSync(page, 'utf8').split(/^```/m)
  return parts
    .filter((part) => part.startsWith(`${language}\n`))
    .map((part) => part.slice(language.length + 1))
}
