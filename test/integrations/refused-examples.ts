/** Examples that are no valid R4, with what the refusal says about each. */
export const refusedExamples: Readonly<Record<string, RegExp>> = {
  // `Questionnaire.item.linkId` is 1..1, and items of this one have none.
  'Questionnaire-qs1': /`Questionnaire\.item\[0\]\.item\[0\]\.linkId` is missing/,
}
