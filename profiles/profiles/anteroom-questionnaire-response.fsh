Profile: AnteroomQuestionnaireResponse
Parent: QuestionnaireResponse
Id: anteroom-questionnaire-response
Title: "Filled form"
Description: "What was answered on a form: for which patient, by whom, and when."
* questionnaire 1..1 MS
* status MS
* subject 1..1 MS
* subject only Reference(Patient)
* authored 1..1 MS
* author 1..1 MS
* source MS
* item MS
* obeys anteroom-form-answered

Invariant: anteroom-form-answered
Description: "A completed form has answers."
Severity: #error
Expression: "status in ('completed' | 'amended') implies item.exists()"
