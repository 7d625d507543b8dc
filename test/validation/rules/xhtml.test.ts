import t from 'tap'
import { xhtmlProblems } from '../../../src/validation/rules/xhtml.js'
import { examples, examplesAbsent } from '../samples.js'

const xhtml = (content: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`
const codes = (text: string) => xhtmlProblems(text).map(({ code, key }) => `${code} ${key ?? '-'}`)
const inside = (content: string) => codes(xhtml(`text ${content}`))

t.test('takes the elements and attributes that a narrative may have', async (t) => {
  for (const content of [
    '<p class="a" style="color: red" id="b" lang="de">a<br/>b</p>',
    '<p style="background-image: url(tbl_bck1.png)">a</p>',
    '<a href="http://a.org">a</a><a name="b"/><a href="#b">b</a><a href="Patient/1">c</a>',
    '<img src="#i" alt="a"/><img src="data:image/png;base64,AAAA"/><img src="a.png"/>',
    '<table border="1"><tr><td colspan="2" valign="top">a</td></tr></table>',
    '&lt;&amp;&#160;&#xA0;&quot;&gt;&apos;<!-- a comment -->',
    '<ol type="1" start="2"><li>a</li></ol>',
  ]) {
    t.same(inside(content), [], content)
  }
})

t.test('refuses scripts and whatever else runs', async (t) => {
  for (const content of [
    '<script>alert(1)</script>',
    '<p onclick="alert(1)">a</p>',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="java&#10;script:alert(1)">a</a>',
    '<a href=" &#1;JavaScript:alert(1)">a</a>'.replace('&#1;', '&#9;'),
    '<a href="data:text/html,a">a</a>',
    '<a href="vbscript:a">a</a>',
    '<img src="data:text/html,a"/>',
    '<iframe src="http://a.org"/>',
    '<object/>',
    '<form><input/></form>',
    '<style>a</style>',
    '<p style="background: url(javascript:alert(1))">a</p>',
    '<p style="width: expression(alert(1))">a</p>',
    '<?php a ?>',
  ]) {
    t.match(inside(content)[0], 'security txt-1', content)
  }
  t.same(codes(`<!DOCTYPE div [<!ENTITY a "b">]>${xhtml('a')}`)[0], 'security txt-1')
})

t.test('refuses other elements and attributes', async (t) => {
  for (const content of [
    '<blink>a</blink>',
    '<p colour="red">a</p>',
    '<P>a</P>',
    '<tr idref="a"/>',
    '<p xmlns="http://a.org">a</p>',
  ]) {
    t.same(inside(content), ['invariant txt-1'], content)
  }
})

t.test('wants one div of XHTML', async (t) => {
  t.same(codes('<div>a</div>'), ['invariant txt-1'])
  t.same(codes('<p xmlns="http://www.w3.org/1999/xhtml">a</p>'), ['invariant txt-1'])
  t.same(codes('<div xmlns="http://www.w3.org/1999/xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a</div></div>'), [])
})

t.test('wants some content', async (t) => {
  for (const content of ['', ' \n ', '<p> </p>', '<!-- a -->', '&#32;'])
    t.same(codes(xhtml(content)), ['invariant txt-2'], content)
  for (const content of ['a', '<p>a</p>', '<img src="#a"/>', '<![CDATA[a]]>'])
    t.same(codes(xhtml(content)), [], content)
})

t.test('refuses what is no well-formed XML, and says why once', async (t) => {
  for (const text of [
    xhtml('<p>'),
    xhtml('</p>'),
    xhtml('&nbsp;'),
    xhtml('&reg;'),
    xhtml('<p a>a</p>'),
    'text',
    '',
    `${xhtml('a')}b`,
    '<div',
    xhtml('a < b'),
    xhtml('<p id="a" id="b">a</p>'),
  ]) {
    t.same(codes(text), ['invalid -'], text)
  }
})

t.test('says at most five things', async (t) => {
  t.equal(inside('<script/>'.repeat(100)).length, 5)
})

/** Examples whose narrative is empty, against txt-2. */
const emptyExamples = new Set([
  'ActivityDefinition-blood-tubes-supply.json',
  'ActivityDefinition-heart-valve-replacement.json',
  'EventDefinition-example.json',
  'Questionnaire-zika-virus-exposure-assessment.json',
])

t.test('finds nothing wrong with the examples of the specification', { skip: examplesAbsent }, async (t) => {
  let count = 0
  const empty: string[] = []
  const visit = (value: unknown, file: string): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, member] of Object.entries(value)) {
      if (name !== 'div' || typeof member !== 'string') visit(member, file)
      else {
        count++
        const problems = xhtmlProblems(member)
        if (problems[0]?.key === 'txt-2') empty.push(file)
        else if (problems.length > 0) t.same(problems, [], file)
      }
    }
  }
  for (const { file, text } of examples()) visit(JSON.parse(text), file)
  t.same(empty.sort(), [...emptyExamples], 'but for those that are empty')
  t.ok(count > 1000, `${count} narratives`)
})
