import facts from '../../package.json' with { type: 'json' }
import { schemaAt } from '../core/config/index.ts'

/** The version of this jobsworth. */
export const version: string = facts.version

/** The address of the repository that jobsworth is published from; none until it is. */
export const home: string | undefined = facts.homepage || undefined

/** The address of the schema of configs. */
export const schemaAddress: string | undefined = home && schemaAt(home)
