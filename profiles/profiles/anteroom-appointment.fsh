Profile: AnteroomAppointment
Parent: Appointment
Id: anteroom-appointment
Title: "Appointment"
Description: "A visit that is asked for, booked, or over. A booked one names its time, its patient and who is seen."
* status MS
* appointmentType MS
* reasonCode MS
* start MS
* end MS
* minutesDuration MS
* slot MS
* created MS
* cancelationReason MS
* participant MS
  * actor 1..1 MS
  * required 1..1 MS
  * status MS
* obeys anteroom-appointment-time and anteroom-appointment-booked and anteroom-appointment-cancelled

Invariant: anteroom-appointment-time
Description: "An appointment ends after it starts."
Severity: #error
Expression: "start.exists() and end.exists() implies start < end"

Invariant: anteroom-appointment-booked
Description: "A booked appointment names its start, its end, its patient and a practitioner."
Severity: #error
Expression: "status in ('booked' | 'arrived' | 'checked-in' | 'fulfilled') implies (start.exists() and end.exists() and participant.actor.where(reference.contains('Patient/')).exists() and participant.actor.where(reference.contains('Practitioner')).exists())"

Invariant: anteroom-appointment-cancelled
Description: "A cancelled appointment says why."
Severity: #error
Expression: "status = 'cancelled' implies cancelationReason.exists()"
