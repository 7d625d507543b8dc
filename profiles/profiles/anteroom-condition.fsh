Profile: AnteroomCondition
Parent: Condition
Id: anteroom-condition
Title: "Problem or concern"
Description: "An entry of the problem list, or a concern that was raised at a visit."
* clinicalStatus MS
* verificationStatus 1..1 MS
* category 1..* MS
* code 1..1 MS
* subject only Reference(Patient)
* subject MS
* onset[x] MS
* abatement[x] MS
* recordedDate 1..1 MS
* recorder MS
