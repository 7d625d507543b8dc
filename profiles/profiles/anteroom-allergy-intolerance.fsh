Profile: AnteroomAllergyIntolerance
Parent: AllergyIntolerance
Id: anteroom-allergy-intolerance
Title: "Allergy or intolerance"
Description: "What a patient may not be given or touch, also that no allergy is known. Whoever writes it down says how sure it is, and who said so."
* clinicalStatus MS
* verificationStatus 1..1 MS
* criticality MS
* code 1..1 MS
* patient MS
* recordedDate 1..1 MS
* recorder 1..1 MS
* reaction MS
  * manifestation MS
  * severity MS
