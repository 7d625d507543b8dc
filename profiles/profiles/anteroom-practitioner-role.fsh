Profile: AnteroomPractitionerRole
Parent: PractitionerRole
Id: anteroom-practitioner-role
Title: "What somebody is in the practice"
Description: "The role of a person at a site, its hours, and for assistants the physician who supervises them."
* extension contains AnteroomSupervisor named supervisor 0..1 MS
* active 1..1 MS
* period MS
* practitioner 1..1 MS
* organization 1..1 MS
* code 1..* MS
* code from AnteroomPracticeRoles (extensible)
* specialty MS
* location MS
* telecom MS
* availableTime MS
