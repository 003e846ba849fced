import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// What no linter in Node can be faster than: it walks a folder, reads the files that may be manifests, and searches each once.
let found = 0
walk(process.argv[2])
console.log(found)

function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (entry.name !== '.git' && entry.name !== 'node_modules') walk(path)
    } else if (/\.(ya?ml|json)$/.test(entry.name)) {
      if (/kind["']?\s*:\s*["']?(Job|CronJob|Pod)\b/.test(readFileSync(path, 'utf8'))) found++
    }
  }
}
