import type { Difference } from './validator-case-differences.js'

const ofAnswers = (names: readonly string[]): readonly string[] => names.map((name) => `${name}-qr base`)

/** Steps that turn on a Questionnaire and its answers. */
export const questionnaireDifferences: readonly Difference[] = [
  {
    kind: 'wider',
    reason: 'the answers of a QuestionnaireResponse are not held to its Questionnaire; R4’s definitions don’t ask it',
    steps: [
      ...['qr base', 'qr-vr base', 'questionnaireResponse-enableWhen-test-fail base'],
      'questionnaireResponse-enableWhen-test-nested base',
      ...ofAnswers(['abstract-question-type-included', 'attachment-content-type', 'choice-answer-option-exclusive']),
      ...ofAnswers(['choice-answer-option', 'choice-gender-coding-async', 'date-answer-option', 'date-invalid-type']),
      ...ofAnswers(['date-time-min-max', 'decimal-invalid-type', 'decimal-max-decimal-places', 'decimal-min-max']),
      ...ofAnswers(['display-answer-included', 'group-with-string-invalid-nesting', 'group-with-string']),
      ...ofAnswers(['integer-invalid-type', 'open-choice-gender-coding-async', 'quantity-invalid-type']),
      ...ofAnswers(['quantity-min-max-compat-units', 'quantity-min-max', 'quantity-units-not-in-value-set']),
      ...ofAnswers(['string-answer-option', 'string-draft-downgrade', 'string-max-occurs', 'string-min-max-length']),
      ...ofAnswers(['string-min-occurs', 'string', 'string-regex', 'text-invalid-type', 'time-invalid-type', 'time']),
      ...ofAnswers(['url-invalid-type']),
    ],
  },
  {
    kind: 'choice',
    reason: 'an absolute address may lead to what is no FHIR at all, whatever its path looks like',
    steps: ofAnswers(['reference-invalid-resource-type']),
  },
]
