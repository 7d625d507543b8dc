Profile: AnteroomEncounter
Parent: Encounter
Id: anteroom-encounter
Title: "Visit"
Description: "A patient's visit to the practice, from arrival to leaving, with the rooms it took place in."
* identifier MS
* status MS
* class MS
* type 1..* MS
* subject 1..1 MS
* subject only Reference(Patient)
* participant MS
  * individual MS
* appointment MS
* period 1..1 MS
  * start 1..1 MS
* reasonCode MS
* location MS
* serviceProvider 1..1 MS
* obeys anteroom-encounter-finished

Invariant: anteroom-encounter-finished
Description: "A finished visit says when it ended."
Severity: #error
Expression: "status = 'finished' implies period.end.exists()"
