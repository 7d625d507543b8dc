import type { Ajv, ValidateFunction } from 'ajv'
import type { RuleMakers } from '../keywords/rule-makers.js'
import { createAjv } from '../keywords/vocabulary.js'
import type { Frame } from '../run.js'
import type { Schema } from '../schema/schema.js'

/** Compiled code of a structure: asks everything of a value that stands at a pointer. What is wrong goes to the frame's run. */
export type StructureCode = (value: unknown, frame: Frame, pointer: string) => void

/** A function that ajv made: the frame is its `this`. */
export type AjvFunction = (this: Frame, value: unknown, context: { readonly instancePath: string }) => boolean

/** Compiles a schema in this process. https://ajv.js.org/keywords.html#define-keyword-with-code-generation-function */
export function createSchemaCompiler(makers: RuleMakers): (schema: Schema) => StructureCode {
  const ajv = createAjv(makers)
  return (schema) => structureCode(compileWith(ajv, schema) as unknown as AjvFunction)
}

/** Wraps what ajv made. */
export function structureCode(validate: AjvFunction): StructureCode {
  return (value, frame, pointer) => {
    validate.call(frame, value, { instancePath: pointer })
  }
}

/** Compiles a schema; ajv forgets it afterwards, so that another version of it can come. */
export function compileWith(ajv: Ajv, schema: Schema): ValidateFunction {
  const { $id: _, ...anonymous } = schema
  const validate = ajv.compile(anonymous)
  ajv.removeSchema(anonymous)
  return validate
}
