import fc from 'fast-check'
import t from 'tap'
import { membersOf } from '../../src/fhir/json-members.js'
import { isRounded, scanJson } from '../../src/fhir/json-scan.js'
import { limits, objectText } from './json-samples.js'

t.test('notes the top-level members at their places in the minified text', async (t) => {
  fc.assert(
    fc.property(objectText(['"resourceType": "Patient"', '"meta" : { "a" : [1, 2] }']), (text) => {
      const scan = scanJson(text, limits)
      t.strictSame(scan.members, membersOf(scan.text))
    }),
  )
  const { text, members } = scanJson(' { "a" : 1 , "b\\n" : [ "}" ] } ', limits)
  t.equal(text, '{"a":1,"b\\n":["}"]}')
  t.strictSame(
    members.map(({ name, start, valueStart, end }) => [name, text.slice(start, end), text.slice(valueStart, end)]),
    [
      ['a', '"a":1', '1'],
      ['b\n', '"b\\n":["}"]', '["}"]'],
    ],
  )
})

t.test('ends on any text', async () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '1', '-', 'e', ' ', 'a', '\\u', '"k"'), {
        maxLength: 30,
      }),
      (parts) => {
        try {
          scanJson(parts.join(''), limits)
        } catch {
          // Refusing is as good as ending.
        }
      },
    ),
  )
})

t.test('a number is rounded where its double, written out, is another number', async (t) => {
  t.equal(isRounded('1.50'), false)
  t.equal(isRounded('1e21'), false)
  t.equal(isRounded('9007199254740993'), true)
})
