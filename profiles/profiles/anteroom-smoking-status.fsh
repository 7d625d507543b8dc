Profile: AnteroomSmokingStatus
Parent: Observation
Id: anteroom-smoking-status
Title: "Smoking status"
Description: "Whether a patient smokes or has smoked, as they say."
* status MS
* category 1..* MS
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains socialHistory 1..1 MS
* category[socialHistory] = $observation-category#social-history
* code = $LOINC#72166-2
* code MS
* subject 1..1 MS
* subject only Reference(Patient)
* effective[x] 1..1 MS
* performer 1..* MS
* value[x] 1..1 MS
* value[x] only CodeableConcept
* valueCodeableConcept from AnteroomSmokingStatusCodes (extensible)
