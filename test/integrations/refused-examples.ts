/** Examples that are no valid R4, with what the refusal says about each. */
export const refusedExamples: Readonly<Record<string, RegExp>> = {}
