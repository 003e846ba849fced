import manifest from '../../package.json' with { type: 'json' }

/** The version of jobsworth. */
export const version: string = manifest.version
