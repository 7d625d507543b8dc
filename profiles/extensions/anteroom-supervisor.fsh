Extension: AnteroomSupervisor
Id: supervisor
Title: "Supervising physician"
Description: "The role of the physician who supervises a medical assistant at this site."
Context: PractitionerRole
* value[x] 1..1
* value[x] only Reference(PractitionerRole)
