/** Where one member of an object stands in exact JSON text. */
export interface Member {
  /** The decoded key. */
  readonly name: string
  /** Where the key's opening quote is. */
  readonly start: number
  readonly valueStart: number
  /** Just after the value. */
  readonly end: number
}

/** JSON as exact text (white space outside strings removed) and as parsed value side by side. Made by `parseJson` in `json-parse.ts`. */
export interface JsonText {
  readonly text: string
  readonly value: unknown
  /** The members of the top-level object, where whoever made this has seen them; `membersOf(text, 0)` finds them otherwise. */
  readonly members?: readonly Member[]
  /** True where some number in `text` has more digits than the double in `value` can tell. */
  readonly rounded?: boolean
}
