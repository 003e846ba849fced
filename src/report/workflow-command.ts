/** Text made safe for the log of a GitHub workflow: no line of it can be mistaken for a command, in either syntax. */
export function inert(text: string): string {
  return text.split('\n').map(inertLine).join('\n')
}

function inertLine(line: string): string {
  const isCommand = line.trimStart().startsWith('::')
  return (isCommand ? line.replace(':', '\\u003a') : line).replaceAll('##[', '\\u0023#[')
}
