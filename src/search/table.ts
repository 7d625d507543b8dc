import { raw, type Sql } from '../sql/sql.js'

/** `MedicationRequest` → `medication_request`: the name of a type's index table. */
export function tableName(type: string): string {
  return type.replace(/(?<=[a-z0-9])[A-Z]/g, '_$&').toLowerCase()
}

/** The type's index table in the schema `index`. Throws a RangeError for what is no name of a type, so that nothing else becomes SQL text. */
export function tableOf(type: string): Sql {
  if (!/^[A-Z][A-Za-z]*$/.test(type)) throw new RangeError(`\`${type}\` is no name of a resource type.`)
  return raw(`index."${tableName(type)}"`)
}
