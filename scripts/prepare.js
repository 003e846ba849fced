import { execSync } from 'node:child_process'
import { existsSync } from 'node:fs'

// Builds the package after an install, also where the install left the tools for it out: `npm install --global` of a
// git address, which is what pre-commit does, hands its `--global` on to the install that prepares the clone, and that
// one brings no devDependencies (https://github.com/npm/cli/issues/8440).
delete process.env.npm_config_global

const run = (command) => execSync(command, { stdio: 'inherit' })

if (!existsSync('node_modules/tsx')) run('npm ci --include=dev --ignore-scripts --no-audit --no-fund')
run('npm run build')
