Profile: AnteroomLaboratoryResult
Parent: Observation
Id: anteroom-laboratory-result
Title: "Laboratory result"
Description: "One result of a laboratory, with its reference range and whether it is out of it."
* basedOn MS
* status MS
* category 1..* MS
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains laboratory 1..1 MS
* category[laboratory] = $observation-category#laboratory
* code MS
* subject 1..1 MS
* subject only Reference(Patient)
* effective[x] 1..1 MS
* effective[x] only dateTime or Period
* performer 1..* MS
* value[x] MS
* dataAbsentReason MS
* interpretation MS
* specimen MS
* referenceRange MS
* obeys anteroom-laboratory-value

Invariant: anteroom-laboratory-value
Description: "A final result has a value, or components with values, or says why there is none."
Severity: #error
Expression: "status in ('final' | 'amended' | 'corrected') implies (value.exists() or dataAbsentReason.exists() or component.exists() or hasMember.exists())"
