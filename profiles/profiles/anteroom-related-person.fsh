Profile: AnteroomRelatedPerson
Parent: RelatedPerson
Id: anteroom-related-person
Title: "Parent, guardian or contact"
Description: "Somebody who speaks for a patient, or may be called about them."
* active 1..1 MS
* patient MS
* relationship 1..* MS
* name 1..* MS
* name obeys anteroom-name
* telecom MS
* address MS
* obeys anteroom-related-person-reach

Invariant: anteroom-related-person-reach
Description: "There is some way to reach them: a telephone number, a mail address or a postal address."
Severity: #warning
Expression: "active = false or telecom.exists() or address.exists()"
