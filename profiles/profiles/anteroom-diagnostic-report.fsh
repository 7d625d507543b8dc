Profile: AnteroomDiagnosticReport
Parent: DiagnosticReport
Id: anteroom-diagnostic-report
Title: "Laboratory report"
Description: "What a laboratory reports on an order: its results, from which specimen, and who is answerable for them."
* basedOn MS
* status MS
* category 1..* MS
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains laboratory 1..1 MS
* category[laboratory] = $v2-0074#LAB
* code MS
* subject 1..1 MS
* subject only Reference(Patient)
* effective[x] 1..1 MS
* issued 1..1 MS
* performer 1..* MS
* specimen MS
* result MS
* conclusion MS
* obeys anteroom-report-content

Invariant: anteroom-report-content
Description: "A final report has a result, a conclusion, or the report itself as a file."
Severity: #error
Expression: "status in ('final' | 'amended' | 'corrected') implies (result.exists() or conclusion.exists() or presentedForm.exists())"
