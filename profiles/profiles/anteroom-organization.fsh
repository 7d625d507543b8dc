Profile: AnteroomOrganization
Parent: Organization
Id: anteroom-organization
Title: "Practice, laboratory or payer"
Description: "An organization that the practice is or works with: itself, its laboratories, the payers of its patients."
* identifier 1..* MS
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains npi 0..1 MS
* identifier[npi].system 1..1
* identifier[npi].system = "http://hl7.org/fhir/sid/us-npi" (exactly)
* identifier[npi].value 1..1
* identifier[npi].value obeys anteroom-npi
* active 1..1 MS
* type 1..* MS
* name 1..1 MS
* telecom MS
* address MS
