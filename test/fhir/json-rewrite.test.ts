import fc from 'fast-check'
import t from 'tap'
import { rewriteStrings } from '../../src/fhir/json-rewrite.js'
import { objectText, tokensOf } from './json-samples.js'

t.test('changes nothing where nothing is decided', async (t) => {
  fc.assert(
    fc.property(objectText([]), (spaced) => {
      const text = tokensOf(spaced).join('')
      t.equal(
        rewriteStrings(text, () => undefined),
        text,
      )
    }),
  )
})

t.test('replaces values, decoded and encoded again, and never keys', async (t) => {
  const text = '{"urn:a":"urn:a","x":["urn:\\u0061",{"y":"b","n":1.10}]}'
  t.equal(
    rewriteStrings(text, (value) => (value === 'urn:a' ? 'Patient/"1"' : undefined)),
    '{"urn:a":"Patient/\\"1\\"","x":["Patient/\\"1\\"",{"y":"b","n":1.10}]}',
  )
})

t.test('tells the path of keys and the innermost resource', async (t) => {
  const seen: unknown[] = []
  const text =
    '{"resourceType":"Bundle","entry":[{"fullUrl":"u","resource":{"id":"1","contained":[{"x":["s"],"resourceType":"Device"}],"resourceType":"Patient","name":[{"given":["g"]}]}}],"last":"z"}'
  rewriteStrings(text, (value, path, type) => {
    seen.push([value, path.join('.'), type])
    return undefined
  })
  t.strictSame(seen, [
    ['Bundle', 'resourceType', 'Bundle'],
    ['u', 'entry.fullUrl', 'Bundle'],
    ['1', 'entry.resource.id', 'Patient'],
    ['s', 'entry.resource.contained.x', 'Device'],
    ['Device', 'entry.resource.contained.resourceType', 'Device'],
    ['Patient', 'entry.resource.resourceType', 'Patient'],
    ['g', 'entry.resource.name.given', 'Patient'],
    ['z', 'last', 'Bundle'],
  ])
})

t.test('an element called resourceType is no resource', async (t) => {
  rewriteStrings(
    '{"resourceType":"ExampleScenario","instance":[{"resourceType":"Patient","name":"n"}]}',
    (value, _path, type) => {
      if (value === 'n') t.equal(type, 'ExampleScenario')
      return undefined
    },
  )
})

t.test('asks only for literals that are worthwhile', async (t) => {
  const asked: string[] = []
  rewriteStrings(
    '{"a":"urn:uuid:1","b":"c"}',
    (value) => void asked.push(value),
    (literal) => literal.includes('urn:'),
  )
  t.strictSame(asked, ['urn:uuid:1'])
})
