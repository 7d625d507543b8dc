Profile: AnteroomSlot
Parent: Slot
Id: anteroom-slot
Title: "Slot"
Description: "A span of a calendar that is free or taken."
* serviceCategory MS
* schedule MS
* status MS
* start MS
* end MS
* overbooked MS
* obeys anteroom-slot-time

Invariant: anteroom-slot-time
Description: "A slot ends after it starts."
Severity: #error
Expression: "start < end"
