Profile: AnteroomSpecimen
Parent: Specimen
Id: anteroom-specimen
Title: "Specimen"
Description: "Blood, urine or a swab: whose it is, who took it and when, and by which label it is known."
* identifier MS
* accessionIdentifier MS
* status 1..1 MS
* type 1..1 MS
* subject 1..1 MS
* subject only Reference(Patient)
* receivedTime MS
* request MS
* collection 1..1 MS
  * collector MS
  * collected[x] 1..1 MS
  * bodySite MS
* container MS
* obeys anteroom-specimen-label

Invariant: anteroom-specimen-label
Description: "A specimen has a label: an identifier, an accession number, or one on its container."
Severity: #error
Expression: "identifier.exists() or accessionIdentifier.exists() or container.identifier.exists()"
