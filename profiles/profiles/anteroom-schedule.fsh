Profile: AnteroomSchedule
Parent: Schedule
Id: anteroom-schedule
Title: "Calendar"
Description: "The calendar of a person at a site, for a span of time; its slots are what can be booked."
* active 1..1 MS
* serviceCategory MS
* specialty MS
* actor MS
* planningHorizon 1..1 MS
  * start 1..1
  * end 1..1
