import t from 'tap'
import { compileOperation, truth } from '../../src/fhirpath/compile-operation.js'
import { collect, nothing, type Part } from '../../src/fhirpath/walk.js'

/** A part that finds given values. */
const found = (type: string, ...values: readonly unknown[]): Part => ({
  types: [type],
  before: (next) => (_, __, run) => {
    for (const value of values) next(value, type, run)
  },
})
const evaluate = (part: Part) => collect(part)({}, 'Patient', { root: {}, found: [] }).map(({ value }) => value)

t.test('a union has each value once, in order of appearance', async (t) => {
  const union = (left: Part, right: Part) => evaluate(compileOperation('|', left, right))
  t.same(union(found('string', 'a', 'b', 'a'), found('string', 'b', 'c')), ['a', 'b', 'c'])
  t.same(union(found('Coding', { a: 1, b: [2] }), found('Coding', { b: [2], a: 1 }, { a: 1 })), [
    { a: 1, b: [2] },
    { a: 1 },
  ])
  t.same(union(nothing, found('string', 'a', 'a')), ['a'])
  t.same(union(nothing, nothing), [])
  const many = Array.from({ length: 5000 }, (_, index) => ({ index: index % 50 }))
  t.same(union(found('Coding', ...many), found('Coding', { index: 0 })), many.slice(0, 50))
  t.same(union(found('Coding', ...many), nothing), many.slice(0, 50))
})

t.test('equality compares whole collections, and nothing with nothing is unknown', async (t) => {
  const equal = (left: Part, right: Part) => evaluate(compileOperation('=', left, right))
  t.same(equal(found('code', 'a'), found('string', 'a')), [true])
  t.same(equal(found('code', 'a', 'b'), found('string', 'a')), [false])
  t.same(equal(found('code'), found('string', 'a')), [])
  t.same(evaluate(compileOperation('!=', found('dateTime', '2020'), found('boolean', false))), [true])
})

t.test('dates and structures are not compared as plain values', async (t) => {
  t.throws(() => compileOperation('=', found('date', '2020'), found('string', '2020')), {
    status: 400,
    message: /`date`/,
  })
  t.throws(() => compileOperation('=', found('Coding', {}), found('string', 'a')), { status: 400, message: /\S/ })
})

t.test('`and` and `or` know three answers', async (t) => {
  const [yes, no, unknown] = [found('boolean', true), found('boolean', false), found('boolean')]
  const table = (operator: 'and' | 'or') =>
    [yes, no, unknown].flatMap((left) =>
      [yes, no, unknown].map((right) => evaluate(compileOperation(operator, left, right))[0]),
    )
  t.same(table('and'), [true, false, undefined, false, false, false, undefined, false, undefined])
  t.same(table('or'), [true, true, true, true, false, undefined, true, undefined, undefined])
})

t.test('one value that is no boolean counts as true, several as unknown', async (t) => {
  const of = (part: Part) => truth(part)({}, 'Patient', { root: {}, found: [] })
  t.equal(of(found('string', 'a')), true)
  t.equal(of(found('boolean', false)), false)
  t.equal(of(found('string', 'a', 'b')), undefined)
  t.equal(of(nothing), undefined)
})
