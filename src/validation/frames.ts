import type { JsonRecord } from './check.js'
import type { Frame, Run } from './run.js'
import { isRecord } from './shapes.js'
import type { ValidationRequest } from './validator.js'

/** The frame of the outermost resource, which may be an entry of a Bundle that is not validated itself. */
export function rootFrame(run: Run, resource: JsonRecord, within?: ValidationRequest['within']): Frame {
  const frame: Frame = { run, resource, rootResource: resource, pointer: '', bundle: undefined }
  if (within === undefined || !isRecord(within.bundle)) return frame
  return { ...frame, bundle: { frame: rootFrame(run, within.bundle), fullUrl: within.fullUrl } }
}

/** The frame of a contained resource: `%rootResource` is its container. https://hl7.org/fhir/R4/references.html#contained */
export function containedFrame({ run, rootResource, bundle }: Frame, resource: JsonRecord, pointer: string): Frame {
  return { run, resource, rootResource, pointer, bundle }
}

/** The frame of a resource in a Bundle's entry or in Parameters, which stands for itself. https://hl7.org/fhir/R4/bundle.html */
export function entryFrame(outer: Frame, resource: JsonRecord, pointer: string): Frame {
  const isBundle = outer.resource.resourceType === 'Bundle'
  const bundle = isBundle ? { frame: outer, fullUrl: fullUrlOf(outer, pointer) } : outer.bundle
  return { run: outer.run, resource, rootResource: resource, pointer, bundle }
}

function fullUrlOf({ resource, pointer: outer }: Frame, pointer: string): string | undefined {
  const index = /^\/entry\/(\d+)\/resource$/.exec(pointer.slice(outer.length))?.[1]
  const entry = index !== undefined && Array.isArray(resource.entry) ? resource.entry[Number(index)] : undefined
  return isRecord(entry) && typeof entry.fullUrl === 'string' ? entry.fullUrl : undefined
}
