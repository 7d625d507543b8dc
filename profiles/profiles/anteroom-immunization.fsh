Profile: AnteroomImmunization
Parent: Immunization
Id: anteroom-immunization
Title: "Immunization"
Description: "A vaccine that was given here, with its lot and who gave it, or one that a record or the patient tells of."
* status MS
* vaccineCode MS
* patient MS
* occurrence[x] MS
* primarySource 1..1 MS
* location MS
* lotNumber MS
* expirationDate MS
* site MS
* route MS
* performer MS
* obeys anteroom-immunization-given-here

Invariant: anteroom-immunization-given-here
Description: "A vaccine that was given here names its lot, the lot's last day, and who gave it."
Severity: #error
Expression: "status = 'completed' and primarySource = true implies (lotNumber.exists() and expirationDate.exists() and performer.exists())"
