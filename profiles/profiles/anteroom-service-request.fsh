Profile: AnteroomServiceRequest
Parent: ServiceRequest
Id: anteroom-service-request
Title: "Order"
Description: "What a prescriber orders for a patient: a test, a procedure, a referral."
* identifier MS
* status MS
* intent MS
* category 1..* MS
* priority MS
* code 1..1 MS
* subject MS
* subject only Reference(Patient)
* encounter MS
* authoredOn 1..1 MS
* requester 1..1 MS
* performer MS
* specimen MS
