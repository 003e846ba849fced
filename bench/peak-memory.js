import { writeFileSync } from 'node:fs'

// Preloaded into a measured run: leaves its peak resident memory, in kilobytes, in the file that PEAK_FILE names.
process.on('exit', () => {
  if (process.env.PEAK_FILE) writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS))
})
