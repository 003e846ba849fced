import { askedOnce } from './asked-once.ts'

/** The template that Helm says a document of a rendered stream is from, as in `chart/templates/job.yaml`. */
export const renderedFrom = askedOnce((text): string | undefined => {
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start)
    const end = feed < 0 ? text.length : feed
    const line = text.slice(start, end).trim()
    if (line !== '' && !line.startsWith('#')) return undefined
    if (line.startsWith(mark) && isTemplate(line.slice(mark.length))) return line.slice(mark.length)
    start = end + 1
  }
  return undefined
})

const mark = '# Source: '

/** Helm keeps what it renders in two folders of a chart; people write `# Source:` before addresses and notes, too. */
function isTemplate(path: string): boolean {
  const folders = path.split('/').slice(0, -1)
  return (
    !/[\s:]/.test(path) &&
    path.length < 300 &&
    folders.some((name) => name === 'templates' || name === 'crds')
  )
}
