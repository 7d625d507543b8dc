Extension: AnteroomTraining
Id: training
Title: "Documented training"
Description: "Training in one duty that the practice documents: its hours, the performances under supervision, who trained, and when it was completed."
Context: Practitioner.qualification
* extension contains
    duty 1..1 and
    hours 0..1 and
    supervisedPerformances 0..1 and
    trainer 0..1 and
    date 1..1
* extension[duty].value[x] 1..1
* extension[duty].value[x] only Coding
* extension[duty].valueCoding from AnteroomDuties (required)
* extension[hours].value[x] 1..1
* extension[hours].value[x] only decimal
* extension[supervisedPerformances].value[x] 1..1
* extension[supervisedPerformances].value[x] only positiveInt
* extension[trainer].value[x] 1..1
* extension[trainer].value[x] only Reference(Practitioner or PractitionerRole)
* extension[date].value[x] 1..1
* extension[date].value[x] only date
