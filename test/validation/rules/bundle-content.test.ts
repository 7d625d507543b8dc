import t from 'tap'
import { checkDocument, checkMessage } from '../../../src/validation/rules/bundle-content.js'
import { ask } from './sample-run.js'

const entry = (url: string, resource: object) => ({ fullUrl: `urn:uuid:${url}`, resource })
const to = (url: string) => ({ reference: `urn:uuid:${url}` })

function check(type: 'document' | 'message', ...entries: readonly object[]) {
  const bundle = { resourceType: 'Bundle', type, entry: entries }
  const content = type === 'document' ? checkDocument : checkMessage
  const { findings } = ask((_, spot) => content(bundle, entries, spot), undefined, { resource: bundle, pointer: '' })
  return findings.map(({ rule, severity, code, pointer }) => `${rule?.code ?? `${severity} ${code}`} ${pointer}`)
}

const patient = entry('p', { resourceType: 'Patient' })
const device = entry('d', { resourceType: 'Device' })

t.test('wants a document to begin with its Composition, and a message with its MessageHeader', async (t) => {
  t.same(check('document', patient), ['bdl-11 /entry/0'])
  t.same(check('message', patient), ['bdl-12 /entry/0'])
  t.same(check('document'), ['bdl-11 '])
  t.same(check('message'), ['bdl-12 '])
})

t.test('wants in a document what its Composition refers to', async (t) => {
  const composition = (more: object) => entry('c', { resourceType: 'Composition', ...more })
  t.same(check('document', composition({ subject: to('p') }), patient), [])
  t.same(check('document', composition({ subject: to('x') })), ['error not-found /entry/0/resource/subject/reference'])
  const section = [{ title: 'a', section: [{ entry: [to('d'), to('x')] }] }]
  t.same(check('document', composition({ section }), device), [
    'error not-found /entry/0/resource/section/0/section/0/entry/1/reference',
  ])
  t.same(check('document', composition({ author: [{ reference: '#a' }, { display: 'b' }] })), [])
  t.same(
    check('document', composition({ attester: [{ mode: 'legal', party: to('x') }], event: [{ detail: [to('y')] }] })),
    [
      'error not-found /entry/0/resource/attester/0/party/reference',
      'error not-found /entry/0/resource/event/0/detail/0/reference',
    ],
  )
})

t.test('wants nothing in a document that has no part in it', async (t) => {
  const composition = entry('c', { resourceType: 'Composition', subject: to('p') })
  t.same(check('document', composition, patient, device), ['error business-rule /entry/2'])
  const about = (resourceType: string) => entry('o', { resourceType, target: [to('p')] })
  t.same(check('document', composition, patient, about('Provenance')), [])
  t.same(check('document', composition, patient, about('Basic')), ['warning business-rule /entry/2'])
})

t.test('warns of what a message does not need', async (t) => {
  const header = entry('h', { resourceType: 'MessageHeader', focus: [to('p')] })
  t.same(check('message', header, patient, device), ['warning business-rule /entry/2'])
  t.same(check('message', header, patient), [])
})
