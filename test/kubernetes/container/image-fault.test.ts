import { expect, test } from 'vitest'
import { imageFault, isImageFilledIn } from '../../../src/kubernetes/container/image-fault.ts'

const digest = (length: number, digit = 'a') => digit.repeat(length)

test.each([
  ['example.com/Report:1', 'uppercase'],
  ['reportJob', 'uppercase'],
  ['Example/App:1.0', '"App"'],
  ['library/Ubuntu', '"library/Ubuntu"'],
  ['https://example.com/app:1', '"https://"'],
  ['docker://busybox', '"docker://"'],
  ['app:1:2', 'two tags'],
  ['example.com:5000/app:1:2', 'two tags'],
  ['app:', 'tag is empty'],
  [`app:@sha256:${digest(64)}`, 'tag is empty'],
  [':1.0', 'no name'],
  ['app:1 2', 'a space'],
  ['my app', 'a space'],
  ['example.com//app:1', 'empty part'],
  ['/app:1', 'empty part'],
  ['example.com/app/', 'empty part'],
  ['example.com/app/:1', 'empty part'],
  ['app:1+2', '"+"'],
  ['app:1~rc1', '"~"'],
  ['app:-1', 'begins with "-"'],
  ['example.com/app:1.0/web', 'not a tag'],
  [`app:${digest(129)}`, '128 characters'],
  ['app,web', '","'],
  ['app_:1', 'separator'],
  ['app..web', 'separator'],
  ['app___web', 'separator'],
  ['-app', 'separator'],
  ['localhost:/app', 'not a host'],
  ['example.com:port/app', 'not a host'],
  ['my_host.com:5000/app', 'not a host'],
  ['example.com./App', 'not a host'],
  ['app@sha256:abc', '64 digits'],
  [`app@sha256:${digest(65)}`, '64 digits'],
  [`app@sha256:${digest(64, 'z')}`, '0-9 and a-f'],
  [`app@md5:${digest(32)}`, 'sha256'],
  ['app@1.0', 'sha256'],
  ['app@', 'sha256'],
  [digest(64), 'bare id'],
  [digest(300), '255 characters']
])('%s', (reference, why) => {
  expect(imageFault(reference)).toContain(why)
})

test.each([
  'app',
  'app:1.4.2-RC1',
  'app:_x',
  `app:${digest(128)}`,
  'team/app:LATEST',
  'example.com:5000/app',
  'example.com:5000',
  'localhost/app',
  'localhost:5000/team/app:1',
  '10.0.0.1:80/app',
  '[::1]:5000/app:1',
  'Example.Com/app:1',
  'Example/app:1',
  'my_host.com/app',
  'example.com/my__team/report-job--x.y:1',
  `app@sha256:${digest(64)}`,
  `example.com/app:1@sha512:${digest(128, '0')}`
])('can be parsed: %s', (reference) => {
  expect(imageFault(reference)).toBeUndefined()
  expect(isImageFilledIn(reference)).toBe(false)
})

test.each([
  'ko://example.com/app/cmd/app',
  '//images:app',
  'bazel/images:app',
  'IMAGE',
  'REGISTRY/app:TAG',
  'example.com/PROJECT_ID/app:1',
  'example.com/PROJECT-ID/app:1',
  '[IMAGE]',
  '((image))',
  '@IMAGE@',
  '%image%',
  'app@sha256:DIGEST',
  'replaced-by-kustomize',
  'replace-me',
  'example.com/placeholder:1',
  'will be set by the pipeline',
  'tbd',
  'dummy-image:latest'
])('filled in: %s', (reference) => {
  expect(imageFault(reference)).toBeUndefined()
  expect(isImageFilledIn(reference)).toBe(true)
})
