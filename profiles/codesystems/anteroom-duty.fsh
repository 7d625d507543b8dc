CodeSystem: AnteroomDuty
Id: duty
Title: "Duties of medical assistants"
Description: "What medical assistants do in an ambulatory practice, by kind."
* ^caseSensitive = true
* ^hierarchyMeaning = #is-a
* ^property.code = #notSelectable
* ^property.uri = "http://hl7.org/fhir/concept-properties#notSelectable"
* ^property.type = #boolean
* #administrative "Administrative duties" "Duties at the desk, at the telephone and with papers."
  * #payroll-report "Payroll report" "Coordinate reports of the time worked for the payroll department."
  * #update-patient-data "Patient data" "Update and maintain patient data."
  * #answer-telephone "Telephone" "Answer telephone calls."
  * #schedule-appointment "Appointments" "Schedule appointments."
  * #maintain-files "Files" "Maintain the patients' files."
  * #greet-and-check-in "Check-in" "Greet patients upon arrival and help them to check in."
  * #forms "Forms" "Provide patients with forms, and check them before they are filed."
  * #identification-and-insurance "Identification and insurance" "Take identification and insurance information from patients."
  * #correspondence "Correspondence" "Review and answer correspondence, mail and letters."
  * #lab-results-entry "Laboratory results" "Receive laboratory results and enter them into the computer."
  * #claims-and-coverage "Claims and coverage" "Work with insurers: file claims and confirm coverage."
  * #office-supplies "Office supplies" "Reorder, restock and organize office supplies."
* #clinical "Clinical duties" "Duties at the patient."
  * #room-patient "Rooming" "Lead patients to examination rooms and prepare them."
  * #vital-signs "Vital signs" "Take pulse, oxygen saturation, blood pressure and temperature before the examination."
  * #triage-and-history "Triage and history" "Basic triage of injured or ill patients, and their histories."
  * #explain-procedure "Explain procedures" "Explain procedures to patients to prepare them."
  * #collect-specimen "Collect specimens" "Collect laboratory specimens for analysis."
  * #assist-with-exam "Assist with the examination" "Assist the physician with equipment and instruments."
  * #x-ray "X-rays" "Take x-rays."
  * #draw-blood "Draw blood" "Draw blood."
  * #immobilise "Apply splints and casts" "Apply casts, splints and braces under the direction of a physician."
  * #remove-sutures "Remove sutures" "Remove sutures."
  * #self-care-information "Self-care information" "Inform about care at home after the visit, such as diets and exercises."
  * #give-injection "Give injections" "Administer injections."
  * #provide-medication "Provide medications" "Provide medications."
* #cleaning "Cleaning duties" "Duties at rooms and instruments."
  * #clean-exam-room "Clean examination room" "Clean and restock rooms after each patient."
  * #medical-waste "Medical waste" "Put medical waste into the correct receptacle, and empty receptacles."
  * #sterilise-instruments "Sterilise instruments" "Sterilise medical instruments after each use."
  * #clean-restroom "Clean restroom" "Clean and restock restrooms as necessary."
  * #report-hazard "Report hazards" "Notify the housekeeping staff of hazards."
* #specialty "Duties of specialties" "Duties in the practices of specialists."
  * #chiropractic "Chiropractic" "Duties in the practice of a chiropractor."
  * #obstetrics-gynaecology "Obstetrics and gynaecology" "Duties in the practice of an obstetrician or gynaecologist."
  * #podiatry "Podiatry" "Duties in the practice of a podiatrist."
  * #optometry "Optometry" "Basic eye examinations in the practice of an optometrist."
  * #laboratory-testing "Laboratory testing" "Perform tests in a laboratory and record their results."
* #administrative ^property.code = #notSelectable
* #administrative ^property.valueBoolean = true
* #clinical ^property.code = #notSelectable
* #clinical ^property.valueBoolean = true
* #cleaning ^property.code = #notSelectable
* #cleaning ^property.valueBoolean = true
* #specialty ^property.code = #notSelectable
* #specialty ^property.valueBoolean = true
