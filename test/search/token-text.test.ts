import fc from 'fast-check'
import t from 'tap'
import * as forms from '../../src/search/token-text.js'

/** Values with separators, digits and names of forms, so that ambiguous forms would meet. */
const value = fc
  .array(fc.constantFrom(':', '|', '/', '1', '2', '10', 'a', 'code', 'x'), { maxLength: 6 })
  .map((parts) => parts.join(''))
const code = fc.constantFrom('code', 'value', 'code-value', 'identifier')

const written = fc.oneof(
  fc.tuple(fc.constant('code'), code, value).map(([form, c, v]) => [form, c, v, forms.codeText(c, v)]),
  fc
    .tuple(fc.constant('system-code'), code, value, value)
    .map(([form, c, s, v]) => [form, c, s, v, forms.systemCodeText(c, s, v)]),
  fc.tuple(fc.constant('system'), code, value).map(([form, c, v]) => [form, c, v, forms.systemText(c, v)]),
  fc.tuple(fc.constant('no-system'), code, value).map(([form, c, v]) => [form, c, v, forms.noSystemText(c, v)]),
  fc
    .tuple(fc.constant('of-type'), code, value, value, value)
    .map(([form, c, s, k, v]) => [form, c, s, k, v, forms.ofTypeText(c, { system: s, code: k }, v)]),
  fc.tuple(fc.constant('reference'), code, value).map(([form, c, v]) => [form, c, v, forms.referenceText(c, v)]),
  fc
    .tuple(fc.constant('identifier-of'), code, value)
    .map(([form, c, v]) => [form, c, v, forms.codeText(forms.referenceIdentifierCode(c), v)]),
  fc.tuple(fc.constant('uri'), code, value).map(([form, c, v]) => [form, c, v, forms.uriText(c, v)]),
  fc.tuple(fc.constant('exact'), code, value).map(([form, c, v]) => [form, c, v, forms.exactText(c, v)]),
  fc.tuple(fc.constant('prefix'), code, value).map(([form, c, v]) => [form, c, v, forms.prefixText(c, v)]),
  fc.tuple(fc.constant('unit'), code, value, value).map(([form, c, s, v]) => [form, c, s, v, forms.unitText(c, s, v)]),
  fc.tuple(fc.constant('value-unit'), value, value).map(([form, s, v]) => [form, s, v, forms.valueUnitText(s, v)]),
  code.map((c) => ['present', c, forms.presentText(c)]),
)

t.test('two texts are the same only where form, parameter and values are', async () => {
  fc.assert(
    fc.property(written, written, (a, b) => {
      const sameText = a.at(-1) === b.at(-1)
      return sameText === (JSON.stringify(a) === JSON.stringify(b))
    }),
    { numRuns: 5000 },
  )
})

t.test('a resource, its referrers and its compartment have texts of their own', async (t) => {
  t.equal(forms.selfText('Patient', '1'), 'Patient/1')
  t.equal(forms.referrerText('Patient', '1'), 'refers:Patient/1')
  t.equal(forms.compartmentText('Patient', '1'), 'compartment:Patient/1')
})
