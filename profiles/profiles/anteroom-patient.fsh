Profile: AnteroomPatient
Parent: Patient
Id: anteroom-patient
Title: "Patient of the practice"
Description: "A person who is or was treated here: known by a medical record number, two more identifying facts (name and date of birth), and some way to be reached."
* identifier 1..* MS
* identifier ^slicing.discriminator.type = #pattern
* identifier ^slicing.discriminator.path = "type"
* identifier ^slicing.rules = #open
* identifier contains medicalRecordNumber 1..* MS
* identifier[medicalRecordNumber].type 1..1
* identifier[medicalRecordNumber].type = $v2-0203#MR
* identifier[medicalRecordNumber].system 1..1
* identifier[medicalRecordNumber].value 1..1
* active MS
* name 1..* MS
* name obeys anteroom-name
* telecom MS
  * system 1..1 MS
  * value 1..1 MS
  * use MS
* gender 1..1 MS
* birthDate 1..1 MS
* deceased[x] MS
* address MS
* communication MS
  * language from http://hl7.org/fhir/ValueSet/all-languages|4.0.1 (required)
  * preferred MS
* generalPractitioner MS
* managingOrganization MS
* link MS
* obeys anteroom-patient-reach

Invariant: anteroom-patient-reach
Description: "There is some way to reach a patient: a telephone number, a mail address or a postal address."
Severity: #warning
Expression: "active = false or deceased.exists() or telecom.exists() or address.exists()"
