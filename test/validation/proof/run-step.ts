import type { Resource } from '../samples.js'
import { readUsCore } from './packages.js'
import { createProofValidator, errorsOf, type Layer, layerOf, linesOf, type Validator } from './validator.js'
import { readCaseFile, type Step } from './validator-cases.js'

/** Whether we find the resource of a step valid, and why not. */
export interface Outcome {
  readonly valid: boolean
  readonly lines: readonly string[]
}

const invalid = (sentence: string): Outcome => ({ valid: false, lines: [sentence] })

let usCore: Layer | undefined
const plain: { validator?: Validator } = {}

function packageLayer(name: string): Layer {
  if (name !== 'hl7.fhir.us.core#3.1.1') throw new Error(`The package ${name} is not at hand.`)
  usCore ??= readUsCore('3.1.1').layer
  return usCore
}

/** What a file brings: itself, or everything in a Bundle. One that cannot be read brings nothing. */
function resourcesOf(file: string): readonly Resource[] {
  const read = readCaseFile(file)
  if ('unreadable' in read) return []
  const { entry, ...resource } = read.resource
  if (resource.resourceType !== 'Bundle') return [read.resource]
  return ((entry ?? []) as readonly { readonly resource?: Resource }[]).flatMap((each) => each.resource ?? [])
}

function validatorOf({ supporting, packages }: Step): Validator {
  const layers = [...packages.map(packageLayer), layerOf(supporting.flatMap(resourcesOf), 'case')]
  if (layers.some((layer) => layer.length > 0)) return createProofValidator(layers)
  plain.validator ??= createProofValidator([])
  return plain.validator
}

/** Validates as a step of the suite says. What cannot be read is invalid. */
export function runStep(step: Step): Outcome {
  const read = readCaseFile(step.file)
  if ('unreadable' in read) return invalid(read.unreadable)
  const profiles = step.profile === undefined ? [] : [profileUrl(step.profile)]
  const lines = linesOf(errorsOf(validatorOf(step).validate(read.resource, profiles)))
  return { valid: lines.length === 0, lines }
}

function profileUrl(file: string): string {
  const read = readCaseFile(file)
  if ('unreadable' in read) throw new Error(`The profile ${file} cannot be read: ${read.unreadable}`)
  return String(read.resource.url)
}
