import type { Definitions } from '../../definitions/definitions.js'
import { badRequest } from '../../fhir/outcome.js'
import type { Part } from './run.js'
import { single, testPart } from './single.js'
import type { TypeOperation } from './syntax.js'
import { isConvertible, isOfType, isTypeName } from './type-test.js'

/**
 * `is`, `as` and `ofType`. `as` selects from many, as R4's own invariants use it (dom-3), where the present specification has it take one item only. A 400
 * FhirError for a type that there is not. https://hl7.org/fhirpath/N1/#types
 */
export function typePart(of: Part, { operator, type }: TypeOperation, definitions: Definitions): Part {
  if (!isTypeName(type, definitions)) throw badRequest(`There is no type \`${type.name}\`.`)
  if (operator === 'is') {
    return testPart((scope) => {
      const item = single(of, scope)
      return item === undefined ? undefined : isOfType(item.type, type)
    })
  }
  const isWanted = operator === 'as' ? isOfType : isConvertible
  return { each: (scope, visit) => of.each(scope, (item) => isWanted(item.type, type) && visit(item)) }
}
