import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import {
  ofAlias,
  ofTable,
  orderBy,
  pageCondition,
  positionIn,
  sortText,
  walkCondition,
} from '../../src/search/keyset.js'
import { orderOf, parseSort } from '../../src/search/sort.js'
import { raw, statement } from '../../src/sql/sql.js'

const definitions = loadDefinitions()
const keys = (type: string, sort: string) => orderOf(parseSort(sort), { practice: 0, type, definitions })
const next = positionIn('Observation', { direction: 'next', type: 'Observation', id: 'x', values: ['a', 'b'] })
const previous = positionIn('Observation', { direction: 'previous', type: 'Observation', id: 'x', values: ['a', 'b'] })

t.test('orders backwards by turning every direction round', async (t) => {
  const both = keys('Observation', '-date,_lastUpdated')
  t.equal(statement(orderBy(both, ofTable)).text, 't."date_high" desc, t.last_updated, t.id desc')
  t.equal(statement(orderBy(both, ofTable, previous)).text, 't."date_high", t.last_updated desc, t.id')
})

t.test('keeps absent values last in both directions', async (t) => {
  t.equal(statement(orderBy(keys('Patient', '-phonetic'), ofAlias('m'))).text, 'm.s1 desc nulls last, m.id desc')
  t.equal(statement(orderBy(keys('Patient', '-phonetic'), ofAlias('m'), previous)).text, 'm.s1 nulls first, m.id')
  t.equal(statement(orderBy(keys('Patient', 'phonetic'), ofAlias('m'))).text, 'm.s1, m.id')
  t.match(
    statement(pageCondition(keys('Patient', 'phonetic'), ofAlias('m'), next)).text,
    /m\.s1 > \$1::text or m\.s1 is null/,
  )
  const absent = positionIn('Patient', { direction: 'next', type: 'Patient', id: 'x', values: [null] })
  t.equal(
    statement(pageCondition(keys('Patient', 'phonetic'), ofAlias('m'), absent)).text,
    '(false or m.s1 is null and m.id > $1::text)',
  )
})

t.test('begins a walk where the cursor points: by rows where directions agree, else by the first key', async (t) => {
  t.match(statement(walkCondition(keys('Observation', '-date'), next)).text, /^\(t\."date_high", t\.id\) < \(/)
  t.match(statement(walkCondition(keys('Observation', '-date'), previous)).text, /^\(t\."date_high", t\.id\) > \(/)
  t.match(
    statement(walkCondition(keys('Observation', 'date,-_lastUpdated'), next)).text,
    /^t\."date_low" >= .* and \(t\."date_low" > /,
  )
  t.equal(statement(walkCondition(keys('Observation', 'date'), undefined)).text, 'true')
})

t.test('puts rows of other types on the side of their name', async (t) => {
  const cursor = { direction: 'next', type: 'Observation', id: 'x', values: ['2026-01-01 00:00:00'] } as const
  t.match(positionIn('Patient', cursor), { tie: 'beyond' })
  t.match(positionIn('Account', cursor), { tie: 'before' })
  t.match(positionIn('Account', { ...cursor, direction: 'previous' }), { tie: 'beyond' })
  const text = statement(walkCondition(keys('Patient', '_lastUpdated'), positionIn('Patient', cursor))).text
  t.match(text, /and \(t\.last_updated > .* or t\.last_updated = .* and true\)$/)
})

t.test('writes timestamps so that they sort as text', async (t) => {
  const [key] = keys('Observation', 'date')
  t.equal(key && statement(sortText(key, raw('p.s1'))).text, "(p.s1 at time zone 'UTC')::text")
})
