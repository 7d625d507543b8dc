import t from 'tap'
import { accessOf, parseScopes } from '../../src/smart/scopes.js'

const isResourceType = (name: string) => ['Patient', 'Observation'].includes(name)
const parse = (text: string) => parseScopes(text, isResourceType)

t.test('system scopes are read, letters in order', async (t) => {
  const [first, second] = parse(' system/Observation.cruds  system/*.rs ')
  t.equal(first?.type, 'Observation')
  t.same([...(first?.letters ?? [])], ['c', 'r', 'u', 'd', 's'])
  t.same([...(second?.letters ?? [])], ['r', 's'])
})

t.test('what is not a scope of a static client is refused with a reason', async (t) => {
  const cases: readonly (readonly [scope: string, reason: RegExp])[] = [
    ['', /at least one scope/],
    ['patient/Observation.rs', /`patient\/`.*SMART/],
    ['user/*.cruds', /`user\/`.*SMART/],
    ['system/Observation.rs?category=laboratory', /search part/],
    ['system/Observation.read', /SMART version 1.*`\.rs`/],
    ['system/Observation.*', /SMART version 1/],
    ['system/*.write', /SMART version 1.*`\.cud`/],
    ['system/Observation.sr', /letters.*in this order/],
    ['system/Observation.rr', /letters/],
    ['system/Observation.', /not understood/],
    ['system/Observation', /not understood/],
    ['system/Observation.rs.x', /not understood/],
    ['system/Obs.rs', /`Obs`, which is no resource type/],
    ['openid', /not understood/],
    ['system/__proto__.rs', /no resource type/],
  ]
  for (const [scope, reason] of cases) t.throws(() => parse(scope), { message: reason }, scope)
  t.throws(() => parse('system/Patient.rs a b'), { message: /`a`[\s\S]*`b`/ }, 'all wrong ones are named')
})

t.test('access is the union of the scopes, letter by letter', async (t) => {
  const access = accessOf('laboratory', parse('system/Observation.c system/*.r system/Patient.s'))
  t.equal(access.client, 'laboratory')
  t.ok(access.allows('c', 'Observation'))
  t.notOk(access.allows('c', 'Patient'))
  t.notOk(access.allows('c', '*'))
  t.ok(access.allows('r', '*'))
  t.ok(access.allows('r', 'Patient'))
  t.notOk(access.allows('d', 'Observation'))
  t.same(access.predicate('r'), {})
  t.same(access.predicate('s').types, new Set(['Patient']))
  t.same(access.predicate('d').types, new Set(), 'no type rather than every type')
})
