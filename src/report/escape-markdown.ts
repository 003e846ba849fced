import { printable } from '../text/index.ts'

/**
 * Text from a manifest as plain words of Markdown, in a table too: it makes no markup, link, image, HTML, emoji or
 * formula, and nobody is mentioned by it.
 */
export function escapeMarkdown(text: string): string {
  return printable(text.toWellFormed()).replace(special, (character) => {
    const entity = `&#${character.charCodeAt(0)};`
    return character === '@' || character === '#' ? `${entity}${nothing}` : entity
  })
}

const special = /[&<>|`*_~[\]\\!$^{}]|:(?=\S)|(?<=\bwww)\.|[@#](?=\S)/gi

/** GitHub looks for mentions and issues in what has been rendered, where an entity is a character again. */
const nothing = '&#8203;'
