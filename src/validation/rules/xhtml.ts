import { type SaxesAttributePlain, SaxesParser } from 'saxes'
import type { IssueCode } from '../../fhir/outcome.js'
import { shown } from '../../fhir/suggest.js'
import { addressAttributes, elements, hasAttribute, linkSchemes } from './xhtml-vocabulary.js'

/** Something in a narrative that may not be there. */
export interface XhtmlProblem {
  readonly code: IssueCode
  /** The invariant that says so; undefined for what is not even XML. */
  readonly key: 'txt-1' | 'txt-2' | undefined
  /** A sentence that goes on after the path and a colon. */
  readonly what: string
}

/** One wrong template makes the same mistake a thousand times; a few tell enough. */
const PROBLEMS_MAX = 5

const namespace = 'http://www.w3.org/1999/xhtml'

/**
 * What is wrong with the xhtml of a narrative, at most five things: it has to be one well-formed `div` of the allowed elements and attributes, with
 * some content, and without scripts. https://hl7.org/fhir/R4/narrative.html#xhtml
 */
export function xhtmlProblems(text: string): readonly XhtmlProblem[] {
  const problems: XhtmlProblem[] = []
  const add = (code: IssueCode, key: XhtmlProblem['key'], what: string): void => {
    if (problems.length < PROBLEMS_MAX) problems.push({ code, key, what })
  }
  let depth = 0
  let hasContent = false
  let isMalformed = false
  const parser = new SaxesParser<{ position: false }>({ position: false })
  parser.on('error', ({ message }) => {
    if (!isMalformed) add('invalid', undefined, `this is no well-formed XML: ${shown(message)}.`)
    isMalformed = true
  })
  parser.on('doctype', () => add('security', 'txt-1', 'a document type declaration may not stand in a narrative.'))
  parser.on('processinginstruction', ({ target }) =>
    add('security', 'txt-1', `the processing instruction \`${shown(target)}\` may not stand in a narrative.`),
  )
  parser.on('opentag', ({ name, attributes }) => {
    if (isMalformed) return
    if (depth === 0) checkRoot(name, attributes.xmlns, add)
    depth++
    hasContent ||= name === 'img'
    checkElement(name, attributes, add)
  })
  parser.on('closetag', () => {
    depth--
  })
  const onText = (content: string): void => {
    hasContent ||= content.trim() !== ''
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.write(text).close()
  if (!hasContent && !isMalformed) add('invariant', 'txt-2', 'the narrative has no content but white space.')
  return problems
}

type Add = (code: IssueCode, key: XhtmlProblem['key'], what: string) => void

type Attributes = Readonly<Record<string, string | SaxesAttributePlain>>

function checkRoot(name: string, xmlns: Attributes[string] | undefined, add: Add): void {
  if (name !== 'div') add('invariant', 'txt-1', `its root is \`${shown(name)}\`; it has to be a \`div\`.`)
  else if (xmlns !== namespace) {
    add('invariant', 'txt-1', `its root has to say \`xmlns="${namespace}"\`, since it is XHTML.`)
  }
}

function checkElement(name: string, attributes: Attributes, add: Add): void {
  if (!elements.has(name)) {
    const code = isActive.test(name) ? 'security' : 'invariant'
    add(code, 'txt-1', `the element \`${shown(name)}\` may not stand in a narrative.`)
    return
  }
  for (const attribute in attributes) {
    const value = String(attributes[attribute])
    if (attribute === 'xmlns') {
      if (value !== namespace) add('invariant', 'txt-1', `\`xmlns="${shown(value)}"\` is not the namespace of XHTML.`)
    } else if (!hasAttribute(name, attribute)) {
      const code = attribute.startsWith('on') ? 'security' : 'invariant'
      add(code, 'txt-1', `the element \`${name}\` may not have the attribute \`${shown(attribute)}\` in a narrative.`)
    } else if (addressAttributes.has(attribute)) checkAddress(name, attribute, value, add)
    else if (attribute === 'style' && isActiveStyle.test(value)) {
      add(
        'security',
        'txt-1',
        `the style \`${shown(value)}\` of \`${name}\` loads or runs something; a narrative may not.`,
      )
    }
  }
}

const isActive =
  /^(?:script|object|embed|applet|iframe|frame|frameset|form|input|button|select|textarea|link|base|meta|style)$/i

/** A style may show a picture, as `img` does; it may not run anything, nor bring further styles. */
const isActiveStyle = /expression\s*\(|@import|javascript:|vbscript:|behavior\s*:|-moz-binding/i

/** Whitespace and control characters, which browsers leave out of a scheme: from the beginning of Unicode to the space. */
const isSkipped = /[^!-\uffff]/g

function checkAddress(element: string, attribute: string, value: string, add: Add): void {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value.replace(isSkipped, ''))?.[1]?.toLowerCase()
  if (scheme === undefined || linkSchemes.has(scheme)) return
  if (scheme === 'data' && element === 'img' && /^data:\s*image\//i.test(value.trim())) return
  add(
    'security',
    'txt-1',
    `the ${attribute} \`${shown(value)}\` of \`${element}\` begins with \`${shown(scheme)}:\`; a narrative may only lead to web, mail and telephone addresses.`,
  )
}
