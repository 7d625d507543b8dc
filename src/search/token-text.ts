/**
 * The texts that are hashed into `tokens`, one function for each form. Every form but `selfText` begins with its own lower-case name and a colon,
 * then the parameter's code, which holds no colon; what can hold anything stands last, and where two such parts meet, the first says its length.
 * So no two forms, parameters or values ever give the same text.
 */

/** `Patient/1`: what `self` and the reference columns hold. */
export const selfText = (type: string, id: string): string => `${type}/${id}`

/** Held by every resource that refers literally to `Type/id` from anywhere: how a delete finds its referrers. */
export const referrerText = (type: string, id: string): string => `refers:${type}/${id}`

/** Held by every resource in the compartment of `Type/id`. https://hl7.org/fhir/R4/compartmentdefinition.html */
export const compartmentText = (type: string, id: string): string => `compartment:${type}/${id}`

/** Held where a parameter has a value: `:missing` asks for it. */
export const presentText = (code: string): string => `present:${code}`

/** Held where the two ends of a parameter's value lie further apart than most: `narrow.ts` relies on their nearness elsewhere. */
export const wideText = (code: string): string => `wide:${code}`

/** Held by a row that holds a part of its tokens only (`token-cap.ts`). */
export const overflowText = 'overflow:'

/** `code`: the value, whatever its system. https://hl7.org/fhir/R4/search.html#token */
export const codeText = (code: string, value: string): string => `code:${code}:${value}`

/** `system|code`. */
export const systemCodeText = (code: string, system: string, value: string): string =>
  `system-code:${code}:${system.length}:${system}${value}`

/** `system|`: any value of the system. */
export const systemText = (code: string, system: string): string => `system:${code}:${system}`

/** `|code`: a value that has no system. */
export const noSystemText = (code: string, value: string): string => `no-system:${code}:${value}`

/** `:of-type`: an identifier by the coding of its type. */
export const ofTypeText = (
  code: string,
  type: { readonly system: string; readonly code: string },
  value: string,
): string => `of-type:${code}:${type.system.length}:${type.code.length}:${type.system}${type.code}${value}`

/** A reference by parameter: `Type/id` where local, else an absolute url, a urn, or a canonical with or without its version. */
export const referenceText = (code: string, reference: string): string => `reference:${code}:${reference}`

/** The prefix under which the token forms of `Reference.identifier` (`:identifier`) go: a parameter code of their own. */
export const referenceIdentifierCode = (code: string): string => `identifier-of.${code}`

/** A uri, exactly; of a canonical also without its version. */
export const uriText = (code: string, uri: string): string => `uri:${code}:${uri}`

/** `:exact` of a string, case and accents kept. */
export const exactText = (code: string, text: string): string => `exact:${code}:${text}`

/** A beginning of a normalised string. */
export const prefixText = (code: string, prefix: string): string => `prefix:${code}:${prefix}`

/** The unit of a parameter's only quantity, by code or as printed; `system` is empty for any system. */
export const unitText = (code: string, system: string, unit: string): string =>
  `unit:${code}:${system.length}:${system}${unit}`

/** A unit in a row of `value`: parameters don't matter there, since the row names its own. */
export const valueUnitText = (system: string, unit: string): string => `value-unit:${system.length}:${system}${unit}`
