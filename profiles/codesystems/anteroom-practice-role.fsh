CodeSystem: AnteroomPracticeRole
Id: practice-role
Title: "Roles in a practice"
Description: "What somebody is in an ambulatory practice."
* ^caseSensitive = true
* #physician "Physician" "A licensed physician."
* #nurse-practitioner "Nurse practitioner" "A licensed nurse practitioner."
* #physician-assistant "Physician assistant" "A licensed physician assistant."
* #nurse "Nurse" "A licensed nurse."
* #medical-assistant "Medical assistant" "A medical assistant; SNOMED CT 22515006 means the same."
* #receptionist "Receptionist" "Somebody at the front desk."
* #practice-manager "Practice manager" "Somebody who leads the work of the practice."
* #extern "Extern" "A student in training at the practice."
