import facts from '../../package.json' with { type: 'json' }

/** The version of this jobsworth. */
export const version: string = facts.version
