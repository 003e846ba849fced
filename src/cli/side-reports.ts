import { resolve } from 'node:path'
import { UsageError } from '../core/config/index.ts'
import { writeOver } from '../node/write-file.ts'
import type { Format } from '../report/index.ts'
import { quoted } from '../text/index.ts'
import { formatNamed } from './format.ts'
import type { Io } from './io.ts'
import type { CliValues } from './options.ts'
import { refuseSharing } from './report-files.ts'

/** The files that a run writes its reports to, by the names that were given. */
export function reportFiles({ report = [], 'output-file': file }: CliValues): readonly string[] {
  return [...(file === undefined ? [] : [file]), ...report.map((text) => taken(text).file)]
}

/** Writes what `--report FORMAT=FILE` asks for beside the report; the formats are loaded before the work begins. */
export async function sideReports(
  values: CliValues,
  io: Io
): Promise<(...run: Parameters<Format>) => Promise<void>> {
  const asked = (values.report ?? []).map(taken)
  refuseSharing(reportFiles(values), io.cwd)
  const reports: { file: string; format: Awaited<ReturnType<typeof formatNamed>> }[] = []
  for (const { name, file } of asked) {
    reports.push({ file, format: await formatNamed({ ...values, format: name, 'output-file': file }, io) })
  }
  return async (...run) => {
    for (const { file, format } of reports)
      writeOver(resolve(io.cwd, file), await format(...run), { name: file, cwd: io.cwd })
  }
}

function taken(text: string): { readonly name: string; readonly file: string } {
  const [name = '', ...rest] = text.split('=')
  const file = rest.join('=')
  if (name !== '' && file !== '') return { name, file }
  throw new UsageError(`--report is ${quoted(text)}; expected a format and a file: --report sarif=out.sarif.`)
}
