Profile: AnteroomCoverage
Parent: Coverage
Id: anteroom-coverage
Title: "Insurance of a patient"
Description: "Who pays for a patient, and under which number they are known there; a patient who pays alone is their own payor."
* identifier MS
* status MS
* type 1..1 MS
* subscriber MS
* subscriberId MS
* beneficiary MS
* relationship 1..1 MS
* period 1..1 MS
  * start 1..1 MS
* payor 1..1 MS
* payor only Reference(Organization or Patient or RelatedPerson)
* class MS
* order MS
* obeys anteroom-coverage-subscriber and anteroom-coverage-self

Invariant: anteroom-coverage-subscriber
Description: "An insurance names the number of its subscriber, unless a person pays alone."
Severity: #error
Expression: "subscriberId.exists() or payor.reference.contains('Patient/') or payor.reference.contains('RelatedPerson/')"

Invariant: anteroom-coverage-self
Description: "Where the relationship is `self`, the subscriber is the beneficiary."
Severity: #error
Expression: "relationship.coding.where(code = 'self').exists() and subscriber.reference.exists() implies subscriber.reference = beneficiary.reference"
