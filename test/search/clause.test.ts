import fc from 'fast-check'
import t from 'tap'
import { matchClause, parseClause, printClause, unansweredParameter } from '../../src/search/clause.js'
import { definitions, parameterContext } from '../store/search-world.js'

const context = { definitions, context: parameterContext }
const parse = (type: string, name: string, value: string) => parseClause(type, [name, value], context)

t.test('splits alternatives at unescaped commas', async (t) => {
  t.same(parse('Patient', 'family', 'a\\,b,c').values, ['a\\,b', 'c'])
  t.match(parse('Observation', 'subject:Patient', '1'), { modifier: 'Patient', definition: { code: 'subject' } })
})

t.test('parses what it prints as the same clause', async () => {
  const value = fc.array(fc.stringMatching(/^(\\[,|$\\]|[^,\\]){1,8}$/), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(value, (values) => {
      const clause = parse('Patient', 'family', values.join(','))
      const [name, text] = printClause(clause)
      return JSON.stringify(parse('Patient', name, text)) === JSON.stringify(clause)
    }),
  )
})

t.test('refuses an unknown parameter or modifier, and names the nearest', async (t) => {
  t.throws(() => parse('Patient', 'brithdate', '2000'), {
    status: 400,
    message: /`Patient` has no search parameter `brithdate`. Did you mean `birthdate`/,
  })
  t.throws(() => parse('Patient', 'family:exat', 'a'), { status: 400, message: /Did you mean `exact`/ })
  t.throws(() => parse('Observation', 'subject:Medication', '1'), { name: 'FhirError', status: 400 })
  t.throws(() => parse('Patient', 'family', 'a,,b'), { status: 400, message: /empty alternative/ })
})

t.test('says of composites and specials that they are not supported', async (t) => {
  t.match(unansweredParameter('Observation', 'code-value-quantity', definitions), {
    issues: [{ code: 'not-supported' }],
  })
  t.match(unansweredParameter('Location', 'near', definitions), { issues: [{ code: 'not-supported' }] })
  t.equal(unansweredParameter('Patient', 'name', definitions), undefined)
})

t.test('matches by the parameter type', async (t) => {
  t.match(matchClause(parse('Patient', 'gender', 'male'), context), { kind: 'tokens-all' })
  t.throws(() => matchClause(parse('Patient', 'birthdate', 'yesterday'), context), {
    status: 400,
    message: /birthdate/,
  })
})
