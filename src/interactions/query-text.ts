/** Parameters as the query of an address, in their order. */
export const queryText = (parameters: readonly (readonly [name: string, value: string])[]): string =>
  new URLSearchParams(parameters.map(([name, value]): [string, string] => [name, value])).toString()
