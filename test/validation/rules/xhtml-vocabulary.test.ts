import t from 'tap'
import {
  addressAttributes,
  elements,
  hasAttribute,
  linkSchemes,
} from '../../../src/validation/rules/xhtml-vocabulary.js'

t.test('has the elements of basic formatting, and none that is active', async (t) => {
  for (const name of ['div', 'p', 'table', 'a', 'img', 'h6', 'sub']) t.ok(elements.has(name), name)
  for (const name of ['script', 'form', 'object', 'iframe', 'link', 'style', 'ins', 'del', 'body', 'DIV'])
    t.notOk(elements.has(name), name)
})

t.test('knows which attributes an element may have', async (t) => {
  t.ok(hasAttribute('td', 'colspan'))
  t.ok(hasAttribute('h2', 'align'))
  t.ok(hasAttribute('sub', 'class'))
  for (const [element, attribute] of [
    ['p', 'colspan'],
    ['p', 'onclick'],
    ['sub', 'constructor'],
    ['__proto__', 'x'],
  ] as const) {
    t.notOk(hasAttribute(element, attribute), `${element} ${attribute}`)
  }
})

t.test('knows addresses and the schemes that they may have', async (t) => {
  t.ok(addressAttributes.has('href'))
  t.ok(linkSchemes.has('mailto'))
  for (const scheme of ['javascript', 'data', 'vbscript', 'file']) t.notOk(linkSchemes.has(scheme), scheme)
})
