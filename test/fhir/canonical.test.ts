import t from 'tap'
import { formatCanonical, parseCanonical } from '../../src/fhir/canonical.js'

// https://hl7.org/fhir/R4/references.html#canonical
t.test('a canonical splits into url, version and fragment', async (t) => {
  t.same(parseCanonical('http://x/a'), { url: 'http://x/a', version: undefined, fragment: undefined })
  t.same(parseCanonical('http://x/a|1.0'), { url: 'http://x/a', version: '1.0', fragment: undefined })
  t.same(parseCanonical('http://x/a|1.0#f'), { url: 'http://x/a', version: '1.0', fragment: 'f' })
  t.same(parseCanonical('http://x/a#f|1.0'), { url: 'http://x/a', version: '1.0', fragment: 'f' })
  t.same(parseCanonical('http://x/a|'), { url: 'http://x/a', version: undefined, fragment: undefined })
})

t.test('formatting gives url and version back', async (t) => {
  t.equal(formatCanonical(parseCanonical('http://x/a|1.0#f')), 'http://x/a|1.0')
  t.equal(formatCanonical(parseCanonical('http://x/a')), 'http://x/a')
})
