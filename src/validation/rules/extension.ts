import type { StructureDefinition } from '@medplum/fhirtypes'
import { shown } from '../../fhir/suggest.js'
import type { Rule, Spot } from '../run.js'
import { isRecord } from '../shapes.js'
import { isAbsoluteUri } from './absolute-uri.js'
import { checkContext } from './extension-context.js'
import { found, invariantOf } from './found.js'

export interface ExtensionParameters {
  /** True for an element `modifierExtension`. */
  readonly modifier: boolean
}

/**
 * Checks an Extension: its form, that it is defined, that it may stand where it stands, and that it is what its definition says.
 * https://hl7.org/fhir/R4/extensibility.html
 */
export const extension =
  ({ modifier }: ExtensionParameters): Rule =>
  (value, spot) => {
    if (!isRecord(value)) return
    checkContent(value, spot)
    const { url } = value
    if (typeof url !== 'string') return
    if (!isAbsoluteUri(url)) {
      // The parts of a complex extension have names of their own, which its definition checks.
      if (!isPart.test(spot.pointer)) relativeUrl(url, spot)
      return
    }
    const { run } = spot.frame
    const definition = run.canonicals.find('StructureDefinition', url)
    if (definition === undefined || definition.type !== 'Extension') return unknown(url, modifier, spot)
    checkModifier(definition, modifier, spot)
    checkContext(definition, spot)
    run.validate(value, url, spot)
  }

const isPart = /\/(?:extension|modifierExtension)\/\d+\/extension\/\d+$/

/** `value[x]` under any of its names, also as a primitive that has only a sibling. */
const isValue = /^_?value[A-Z]/

function checkContent(value: Readonly<Record<string, unknown>>, spot: Spot): void {
  let hasValue = false
  for (const name in value) if (isValue.test(name)) hasValue = true
  if (hasValue !== (value.extension !== undefined)) return
  found(spot, '', {
    code: 'invariant',
    sentence: hasValue
      ? '`{path}` has both a value and extensions; it has to have one of them.'
      : '`{path}` has neither a value nor extensions; it has to have one of them.',
    rule: invariantOf('Extension', 'ext-1'),
  })
}

function relativeUrl(url: string, spot: Spot): void {
  const sentence = `\`{path}\` is \`${shown(url)}\`; the url of an extension has to be absolute.`
  found(spot, '/url', { code: 'extension', sentence })
}

/** `http://hl7.org/fhir/5.0/StructureDefinition/extension-Patient.name`: an element of another version of FHIR. https://hl7.org/fhir/R4/versions.html#extensions */
const otherVersion = /^http:\/\/hl7\.org\/fhir\/[0-9]+\.[0-9]+\/StructureDefinition\/extension-/

/** What is not known may be ignored, unless it changes the meaning of what it stands in. https://hl7.org/fhir/R4/extensibility.html#modifierExtension */
function unknown(url: string, modifier: ExtensionParameters['modifier'], spot: Spot): void {
  if (modifier && !otherVersion.test(url)) {
    found(spot, '', {
      code: 'extension',
      sentence: `\`{path}\`: the modifier extension \`${shown(url)}\` is not known here, and so it may not be ignored.`,
    })
    return
  }
  found(spot, '', {
    severity: 'information',
    code: 'extension',
    sentence: `\`{path}\`: the extension \`${shown(url)}\` is not known here, and was not checked.`,
  })
}

function checkModifier(definition: StructureDefinition, modifier: ExtensionParameters['modifier'], spot: Spot): void {
  const isModifier = definition.snapshot?.element?.[0]?.isModifier === true
  if (isModifier === modifier) return
  const { url } = definition
  found(spot, '', {
    code: 'extension',
    sentence: isModifier
      ? `\`{path}\`: \`${url}\` modifies the meaning of its element; it has to stand in \`modifierExtension\`.`
      : `\`{path}\`: \`${url}\` does not modify the meaning of its element; it has to stand in \`extension\`.`,
  })
}
