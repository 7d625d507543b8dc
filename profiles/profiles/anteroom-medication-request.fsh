Profile: AnteroomMedicationRequest
Parent: MedicationRequest
Id: anteroom-medication-request
Title: "Prescription"
Description: "A medicine that a prescriber orders for a patient: which one, how it is taken, and how much is dispensed."
* status MS
* intent MS
* medication[x] MS
* subject MS
* subject only Reference(Patient)
* authoredOn 1..1 MS
* requester 1..1 MS
* dosageInstruction 1..* MS
  * text 1..1 MS
* dispenseRequest MS
