import t from 'tap'
import { linksBetween, reachedFrom } from '../../../src/validation/rules/bundle-links.js'

t.test('finds which entries refer to which', async (t) => {
  const entries = [
    {
      fullUrl: 'http://a.org/List/1',
      resource: { resourceType: 'List', entry: [{ item: { reference: 'Patient/1' } }] },
    },
    {
      fullUrl: 'http://a.org/Patient/1',
      resource: { resourceType: 'Patient', link: [{ other: { reference: 'urn:uuid:1' } }] },
    },
    {
      fullUrl: 'urn:uuid:1',
      resource: { resourceType: 'Patient', generalPractitioner: [{ reference: '#a' }, { reference: 'urn:uuid:9' }] },
    },
    null,
  ]
  t.same(linksBetween({ resourceType: 'Bundle', entry: entries }, entries), [
    [0, 1],
    [1, 2],
  ])
})

t.test('follows links to their end, in circles too', async (t) => {
  const links = [
    [0, 1],
    [1, 2],
    [2, 0],
    [3, 0],
  ] as const
  t.same([...reachedFrom(0, 5, links)], [0, 1, 2])
  t.same([...reachedFrom(3, 5, links)], [3, 0, 1, 2])
  t.same([...reachedFrom(0, 0, [])], [])
})
