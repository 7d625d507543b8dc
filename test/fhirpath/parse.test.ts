import t from 'tap'
import { parse } from '../../src/fhirpath/parse.js'
import type { Syntax } from '../../src/fhirpath/syntax.js'

/** The tree with a parenthesis around every operation. */
function print(syntax: Syntax): string {
  switch (syntax.kind) {
    case 'this':
      return '$this'
    case 'resource':
      return '%resource'
    case 'name':
      return syntax.name
    case 'literal':
      return JSON.stringify(syntax.value)
    case 'member':
      return `${print(syntax.of)}.${syntax.name}`
    case 'index':
      return `${print(syntax.of)}[${syntax.index}]`
    case 'call':
      return `${print(syntax.of)}.${syntax.name}(${syntax.parameters.map(print).join(', ')})`
    case 'type':
      return `(${print(syntax.of)} ${syntax.operator} ${syntax.type})`
    case 'operation':
      return `(${print(syntax.left)} ${syntax.operator} ${print(syntax.right)})`
  }
}

const printed = (expression: string) => print(parse(expression))

t.test('operators bind as the specification says', async (t) => {
  t.equal(printed('a as B | c'), '((a as B) | c)')
  t.equal(printed('a | b = c and d or e'), '((((a | b) = c) and d) or e)')
  t.equal(printed('a or b and c'), '(a or (b and c))')
  t.equal(printed('a.b is C != true'), '((a.b is C) != true)')
  t.equal(printed('(a or b) and c'), '((a or b) and c)')
  t.equal(printed('a | b | c'), '((a | b) | c)')
})

t.test('paths, indexers and calls follow one another', async (t) => {
  t.equal(printed("a.b[0].where(c='d').e"), 'a.b[0].where((c = "d")).e')
  t.equal(printed('resolve() is Patient'), '($this.resolve() is Patient)')
  t.equal(printed('(a as B).c'), '(a as B).c')
  t.equal(printed('$this.a | %resource.b'), '($this.a | %resource.b)')
  t.equal(printed('`div`.`is`'), 'div.is')
})

t.test('the functions of types are their operators', async (t) => {
  t.equal(printed('a.as(B)'), '(a as B)')
  t.equal(printed('a.ofType(FHIR.B).c'), '(a as B).c')
  t.equal(printed('a.is(System.String)'), '(a is String)')
})

t.test('what is broken or not of the subset is a 400 that says why', async (t) => {
  for (const expression of [
    '',
    'a.',
    'a..b',
    'a[',
    'a[b]',
    'a[1.5]',
    '(a',
    'a)',
    'a b',
    'a.where(',
    'a.where(b,)',
    'a as',
    'a | ',
    '[0]',
  ]) {
    t.throws(() => parse(expression), { status: 400, message: /\S/ }, expression)
  }
  t.throws(() => parse('a.b c'), { message: /`a\.b c` has `c` where it is not expected/ })
  t.throws(() => parse('a.'), { message: /ends too early/ })
})

t.test('nesting has a limit', async (t) => {
  t.throws(() => parse(`${'('.repeat(1000)}a${')'.repeat(1000)}`), { status: 400, message: /50 levels/ })
  t.equal(printed(`${'('.repeat(50)}a${')'.repeat(50)}`), 'a')
})
