Profile: AnteroomQuestionnaire
Parent: Questionnaire
Id: anteroom-questionnaire
Title: "Form"
Description: "A form that patients fill in: named and versioned, so that each answer says which text it answered."
* url 1..1 MS
* version 1..1 MS
* title 1..1 MS
* status MS
* subjectType 1..* MS
* item 1..* MS
