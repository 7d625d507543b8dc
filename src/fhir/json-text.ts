/** JSON as exact text (white space outside strings removed) and as parsed value side by side. Made by `parseJson` in `json-parse.ts`. */
export interface JsonText {
  readonly text: string
  readonly value: unknown
}
