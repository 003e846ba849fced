/** The name given in place of a rule where documents were not linted because only a template engine can read them. */
export const skippedName = 'unrendered-template'

/** The sentence that says so, in the formats that have a place for it at the file. */
export function skippedMessage(templates: number): string {
  return templates === 1
    ? '1 document is an unrendered template and was not linted; render it and lint the output.'
    : `${templates} documents are unrendered templates and were not linted; render them and lint the output.`
}
