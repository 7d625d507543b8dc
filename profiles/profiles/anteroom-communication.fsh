Profile: AnteroomCommunication
Parent: Communication
Id: anteroom-communication
Title: "Call or letter"
Description: "A telephone call, a mail or a letter: who said what to whom, when, and by which way."
* status MS
* category 1..* MS
* medium 1..* MS
* subject 1..1 MS
* subject only Reference(Patient)
* inResponseTo MS
* sent MS
* received MS
* sender 1..1 MS
* recipient 1..* MS
* payload 1..* MS
* obeys anteroom-communication-when

Invariant: anteroom-communication-when
Description: "A completed communication says when it was sent or received."
Severity: #error
Expression: "status = 'completed' implies (sent.exists() or received.exists())"
