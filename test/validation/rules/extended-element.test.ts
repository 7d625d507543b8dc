import t from 'tap'
import { elementWith } from '../../../src/validation/rules/extended-element.js'
import { frameOf, sampleRun } from './sample-run.js'

const resource = {
  resourceType: 'Questionnaire',
  item: [{ linkId: '1', item: [{ linkId: '2', _text: { extension: [{}] } }], code: [{ code: 'a' }] }],
  contained: [{ resourceType: 'Patient', id: 'p', name: [{ given: ['a'], _given: [{ extension: [{}] }] }] }],
}

const at = (pointer: string) => elementWith({ frame: frameOf(sampleRun().run, { resource }), pointer })

t.test('finds the element around an extension, its type and its paths', async (t) => {
  const { paths, type, value, sibling, isBackbone } = at('/item/0/item/0/_text/extension/0') ?? {}
  t.equal(type, 'string')
  t.equal(value, undefined)
  t.same(sibling, { extension: [{}] })
  t.equal(isBackbone, false)
  t.ok(paths?.has('Questionnaire.item.text'))
  t.ok(paths?.has('Questionnaire.item.item.text'))
  t.match(at('/item/0/extension/0'), { type: 'Questionnaire.item', isBackbone: true, value: { linkId: '1' } })
  t.ok(at('/item/0/code/0/extension/0')?.paths.has('Questionnaire.item.code'))
})

t.test('starts at the resource that the extension is in', async (t) => {
  const { run } = sampleRun()
  const inner = frameOf(run, { resource: resource.contained[0] ?? {}, container: resource, base: '/contained/0' })
  const found = elementWith({ frame: inner, pointer: '/contained/0/name/0/_given/0/extension/0' })
  t.match(found, { type: 'string', value: 'a', sibling: { extension: [{}] } })
  t.ok(found?.paths.has('Patient.name.given'))
  t.match(elementWith({ frame: inner, pointer: '/contained/0/extension/0' }), { type: 'Patient' })
})

t.test('finds nothing where the structure is not R4’s', async (t) => {
  t.equal(at('/colour/extension/0'), undefined)
  t.equal(at('/item/0/linkId/extension/0/x/extension/0'), undefined)
  const frame = frameOf(sampleRun().run, { resource: {} })
  t.equal(elementWith({ frame, pointer: '/extension/0' }), undefined)
})

t.test('keeps the number of paths bounded in deeply nested items', async (t) => {
  const depth = 300
  let item: object = { linkId: '0' }
  for (let level = 0; level < depth; level++) item = { linkId: String(level), item: [item] }
  const deep = { resourceType: 'Questionnaire', item: [item] }
  const pointer = `/item/0${'/item/0'.repeat(depth)}/extension/0`
  const found = elementWith({ frame: frameOf(sampleRun().run, { resource: deep }), pointer })
  t.ok(found?.paths.has('Questionnaire.item.item'))
  t.ok((found?.paths.size ?? 0) <= 21)
})
