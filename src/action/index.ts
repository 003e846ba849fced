import { run } from './run-action.ts'

await run()
