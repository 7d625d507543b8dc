Profile: AnteroomPractitioner
Parent: Practitioner
Id: anteroom-practitioner
Title: "Person who works here"
Description: "A physician, nurse or medical assistant, with the licences, certificates and training that they hold."
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
* name 1..* MS
* name obeys anteroom-name
* telecom MS
* qualification MS
  * extension contains AnteroomTraining named training 0..*
  * identifier MS
  * code from AnteroomCredentials (example)
  * code MS
  * period MS
  * issuer MS
