import type { Place } from './place.js'
import type { Report } from './report.js'

/** A parsed JSON object. */
export type JsonRecord = Readonly<Record<string, unknown>>

/** Checks the value at a place. What is wrong goes into the report; nothing is thrown. */
export type Check = (value: unknown, place: Place, report: Report) => void

/** Checks one member of an object: `owner` is that object, `place` its place. */
export type MemberCheck = (value: unknown, owner: JsonRecord, place: Place, report: Report) => void
