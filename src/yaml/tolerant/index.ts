/** The door of the tolerant reader; only what needs it imports it, since the package behind it is slow to load. */
export { recover } from './recover.ts'
