import { attachment } from './attachment.js'
import { binding } from './binding.js'
import { maxValue, minValue } from './bounds.js'
import { bundle } from './bundle.js'
import { coding } from './coding.js'
import { contained } from './contained.js'
import { extension } from './extension.js'
import { fixed } from './fixed.js'
import { identifier } from './identifier.js'
import { invariant } from './invariant.js'
import { maxLength } from './max-length.js'
import { narrative } from './narrative.js'
import { pattern } from './pattern.js'
import { quantity } from './quantity.js'
import { reference } from './reference.js'

/** The rules by the names that generated code calls them by: each makes a `Rule` of its parameters, which are plain JSON. */
export const rules = {
  attachment,
  binding,
  bundle,
  coding,
  contained,
  extension,
  fixed,
  identifier,
  invariant,
  maxLength,
  maxValue,
  minValue,
  narrative,
  pattern,
  quantity,
  reference,
} as const

export type Rules = typeof rules
export type RuleName = keyof Rules
