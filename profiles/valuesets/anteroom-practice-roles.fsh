ValueSet: AnteroomPracticeRoles
Id: practice-role
Title: "Roles in a practice"
Description: "What somebody is in an ambulatory practice."
* include codes from system AnteroomPracticeRole
