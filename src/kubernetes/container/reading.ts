import { baseName, type Reading, readCommand, type Word, wordAt } from '../../shell/index.ts'
import { tools } from './idempotency/tools.ts'
import { imageName, parseImage } from './image.ts'

export type { Reading }

/** What a container runs. */
export interface TaskContainer {
  readonly name?: string
  readonly image?: string
  readonly command: readonly string[]
  readonly args: readonly string[]
}

/**
 * What a container starts: the words of its command and arguments, by their index in both lists together, behind the
 * entrypoint of its image where that is a tool of the image's name (then the first word's index is -1).
 */
export function readContainer({ image, command, args }: TaskContainer): Reading {
  const words = [...command, ...args].map(wordAt)
  const tool = command.length === 0 && image !== undefined ? entrypoint(image, words) : undefined
  return readCommand(tool === undefined ? words : [{ ...wordAt(tool, -1), start: Number.NaN }, ...words])
}

/** The tool that an image starts its arguments with; undefined where they are the command themselves. */
function entrypoint(image: string, words: readonly Word[]): string | undefined {
  const name = imageName(image)
  const first = baseName(words[0]?.value ?? '')
  const runsTool = knownImages.test(name) || (tools.has(name) && isToolImage(image))
  const isDirect =
    words.length === 0 || first === aliases[name] || /^(?:ba)?sh$/.test(first) || tools.has(first)
  return runsTool && !(isDirect && first !== 'migrate') ? (aliases[name] ?? name) : undefined
}

/** Images whose entrypoint is the tool of their name: `args` begin with the subcommand. */
const knownImages =
  /^(?:kubectl|aws-cli|curl|mc|restic|rclone|terraform|helm|git|kube-webhook-certgen|mongodump|kaniko|executor|hello-world|graphql-engine|kustomize|trivy|kube-bench|skopeo|socat)$/
const aliases: Readonly<Record<string, string>> = {
  'aws-cli': 'aws',
  'hello-world': 'true',
  executor: 'kaniko',
  'goose-docker': 'goose',
  'golang-migrate': 'migrate'
}

/** Many images are called `migrate`; only one is the tool. */
function isToolImage(image: string): boolean {
  return imageName(image) !== 'migrate' || /(?:^|\/)migrate\/migrate$/.test(parseImage(image).name)
}
