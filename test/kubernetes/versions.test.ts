import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { applyPatch, type Bundle, type Json, readBundles } from '../../scripts/schema-bundles.ts'
import { needs } from '../../scripts/version-needs.ts'
import { kubernetesVersions, newestVersion, versionsNamed } from '../../src/kubernetes/api/versions.ts'

const bundles = readBundles()

describe('the versions of Kubernetes', () => {
  test('are those with a file in schemas/, and need nothing more', () => {
    expect([...bundles.keys()]).toEqual(kubernetesVersions)
    expect(versionsNamed(undefined)).toEqual([newestVersion])
    expect(needs(bundles)).toEqual([])
  })

  test('a new one with an empty patch fails in every place that needs it', () => {
    const next = `1.${Number(newestVersion.split('.')[1]) + 1}`
    const unchanged = applyPatch(bundles.get(newestVersion) as unknown as Json, {}) as unknown as Bundle
    const found = needs(new Map([...bundles, [next, unchanged]]))
    const places = [
      /^schemas\/checksums\.json does not have the checksum of NEXT: make its patch from what .*run\.sh printed/,
      /^.*: \w+Spec\.\S+ should be in NEXT, and the schemas have it in none\. Correct .*fields-by-version\.ts\.$/,
      /^NEXT is not compared yet \(verdicts\): record /,
      /^NEXT is not compared yet \(validation\): compare src\/kubernetes\/api\/validation\//,
      /^NEXT is not compared yet \(fields\): add the gates /,
      /^NEXT is not compared yet \(podSecurity\): compare /,
      /^NEXT is not compared yet \(retries\): compare /,
      /^NEXT is not compared yet \(cron\): compare /,
      /^README\.md does not say "1\.29 to NEXT": write it\.$/,
      /^schemas\/README\.md does not say "1\.29 to NEXT": write it\.$/
    ]
    for (const place of places) {
      const pattern = new RegExp(place.source.replaceAll('NEXT', next))
      expect(
        found.filter((need) => pattern.test(need)),
        place.source
      ).not.toEqual([])
    }
    expect(found.filter((need) => !need.includes(next))).toEqual([])
  })

  test('no code names the newest by hand, as something new is found by it alone', () => {
    const quoted = new RegExp(`['"\`]v?${newestVersion.replace('.', '\\.')}['"\`]`)
    const files = ['src', 'rules', 'bench', 'scripts'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`)
    )
    const code = files.filter((path) => path.endsWith('.ts') && !path.endsWith('fields-by-version.ts'))
    expect(code.filter((path) => quoted.test(readFileSync(path, 'utf8')))).toEqual([])
  })
})
