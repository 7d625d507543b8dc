ValueSet: AnteroomDuties
Id: duty
Title: "Duties of medical assistants"
Description: "Every duty; the kinds of duties above them can't be chosen."
* include codes from system AnteroomDuty
* exclude AnteroomDuty#administrative
* exclude AnteroomDuty#clinical
* exclude AnteroomDuty#cleaning
* exclude AnteroomDuty#specialty
