Profile: AnteroomTask
Parent: Task
Id: anteroom-task
Title: "Task of the practice"
Description: "Something that somebody here has to do or has done: which duty, for whom, by whom, and until when."
* status MS
* intent MS
* priority MS
* code 1..1 MS
* code from AnteroomDuties (extensible)
* description MS
* focus MS
* for MS
* authoredOn 1..1 MS
* lastModified MS
* requester 1..1 MS
* owner MS
* owner only Reference(Practitioner or PractitionerRole or Organization or CareTeam)
* location MS
* restriction MS
  * period MS
    * end MS
* output MS
* obeys anteroom-task-owner

Invariant: anteroom-task-owner
Description: "A task that is under way or completed names its owner."
Severity: #error
Expression: "status in ('accepted' | 'in-progress' | 'completed') implies owner.exists()"
